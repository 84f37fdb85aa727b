package dev.journeyman.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A server on loopback that keeps what is sent to it and answers as it is told.
public final class Receiver implements AutoCloseable {

  /// What came.
  public record Message(String path, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  /// What goes back.
  ///
  /// @param headers names and values in turn
  private record Answer(int status, String body, List<String> headers) {}

  private final HttpServer server;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean silent;

  public Receiver() {
    this(create());
  }

  /// @param server not started yet
  Receiver(HttpServer server) {
    this.server = server;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  private static HttpServer create() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:%d/hook".formatted(port());
  }

  /// Answers like this once; 204 where nothing was said.
  ///
  /// @param headers names and values in turn
  public void answer(int status, String body, String... headers) {
    answers.add(new Answer(status, body, List.of(headers)));
  }

  /// Answers nothing from now on.
  void keepSilent() {
    silent = true;
  }

  /// What came first, and has not been looked at.
  public Message next() throws InterruptedException {
    var message = messages.poll(30, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("Nothing came within 30 seconds");
    }
    return message;
  }

  /// How much has come that has not been looked at.
  public int waiting() {
    return messages.size();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      messages.add(
          new Message(
              exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
      if (silent) {
        closed.await();
        return;
      }
      var answer = answers.poll();
      send(exchange, answer == null ? new Answer(204, "", List.of()) : answer);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    for (int i = 0; i < answer.headers().size(); i += 2) {
      exchange.getResponseHeaders().add(answer.headers().get(i), answer.headers().get(i + 1));
    }
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
