package dev.journeyman.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A service over real HTTP that answers what a test says, and keeps what it was asked. Answers to
/// the same request are given in turn, the last one again and again.
final class SmallService implements AutoCloseable {

  /// What was asked.
  record Asked(String method, String path, Map<String, List<String>> headers, String body) {

    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  private record Answer(int status, String type, String body, boolean cut) {}

  private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private SmallService(HttpServer server) {
    this.server = server;
  }

  static SmallService start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var service = new SmallService(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", service::handle);
    server.start();
    return service;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// @param request method and path, such as `GET /tasks/t`
  SmallService on(String request, int status, String json) {
    var type = status < 400 ? "application/json" : "application/problem+json";
    return add(request, new Answer(status, type, json, false));
  }

  SmallService text(String request, String text) {
    return add(request, new Answer(200, "text/x-diff", text, false));
  }

  /// A stream that ends as a whole.
  SmallService stream(String task, String... frames) {
    return add(
        "GET /stream/" + task,
        new Answer(200, "text/event-stream", String.join("", frames), false));
  }

  /// A stream whose connection breaks behind these frames.
  SmallService cutStream(String task, String... frames) {
    return add(
        "GET /stream/" + task, new Answer(200, "text/event-stream", String.join("", frames), true));
  }

  private SmallService add(String request, Answer answer) {
    answers.computeIfAbsent(request, _ -> new CopyOnWriteArrayList<>()).add(answer);
    return this;
  }

  List<Asked> asked(String path) {
    return asked.stream().filter(each -> each.path().startsWith(path)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath().replaceFirst("^/api/autonomous", "");
    var request = exchange.getRequestMethod() + " " + path;
    var earlier =
        asked.stream().filter(each -> (each.method() + " " + each.path()).equals(request));
    int turn = (int) earlier.count();
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            path,
            Map.copyOf(exchange.getRequestHeaders()),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    var possible = answers.getOrDefault(request, List.of());
    if (possible.isEmpty()) {
      send(exchange, new Answer(404, "application/json", "{\"title\":\"Not found\"}", false));
    } else {
      send(exchange, possible.get(Math.min(turn, possible.size() - 1)));
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", answer.type());
    // More is promised than is sent where the connection is to break.
    exchange.sendResponseHeaders(answer.status(), bytes.length + (answer.cut() ? 1 : 0));
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
