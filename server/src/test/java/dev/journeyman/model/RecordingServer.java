package dev.journeyman.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server that answers from a script and keeps what it was sent.
final class RecordingServer implements AutoCloseable {

  /// What the server does with one request.
  interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /// What the server does with each request.
  interface Always {
    void to(HttpExchange exchange, String body) throws IOException, InterruptedException;
  }

  /// A request as it came.
  record Received(String path, Map<String, List<String>> headers, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Answer> script = new ArrayDeque<>();
  private volatile Always otherwise = (exchange, _) -> status(500, Map.of(), "{}").to(exchange);
  private final List<Received> received = new ArrayList<>();
  private final Set<InetSocketAddress> connections = new HashSet<>();

  RecordingServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized RecordingServer then(Answer... answers) {
    script.addAll(List.of(answers));
    return this;
  }

  /// From now on what the script does not answer is answered like this.
  void always(Always answer) {
    otherwise = answer;
  }

  synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /// The client's ends of the connections that were used.
  synchronized Set<InetSocketAddress> connections() {
    return Set.copyOf(connections);
  }

  String lastBody() {
    return received().getLast().body();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try (exchange) {
      next(exchange, body).to(exchange);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer next(HttpExchange exchange, String body) {
    connections.add(exchange.getRemoteAddress());
    received.add(
        new Received(
            exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
    return script.isEmpty() ? asked -> otherwise.to(asked, body) : script.removeFirst();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /// A stream of these events, then the end of the connection.
  static Answer events(String... events) {
    return exchange -> {
      startStream(exchange);
      for (var event : events) {
        send(exchange, event);
      }
    };
  }

  /// A stream that falls silent after these events, until the client leaves.
  static Answer stalling(String... events) {
    return exchange -> {
      startStream(exchange);
      for (var event : events) {
        send(exchange, event);
      }
      exchange.getResponseBody().flush();
      Thread.sleep(30_000);
    };
  }

  static Answer status(int status, Map<String, String> headers, String body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("request-id", "req_failed");
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  static Answer error(int status, String type, String message) {
    return status(
        status,
        Map.of(),
        "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
            .formatted(type, message));
  }

  private static void startStream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("request-id", "req_1");
    exchange.sendResponseHeaders(200, 0);
  }

  private static void send(HttpExchange exchange, String event) throws IOException {
    exchange
        .getResponseBody()
        .write(("event: x\ndata: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
  }
}
