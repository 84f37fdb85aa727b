package dev.journeyman.durability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.journeyman.database.Database;
import dev.journeyman.durability.ModelLog.Kill;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Somebody outside who is told of every status of every task, and what has to hold of that: each
/// is told, nothing is told that is not stored, and a thing is told again only where a kill cut off
/// the time before, under the same id and with the same words.
final class WebhookLog implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Each question asks for what must not be there.
  private static final List<String> QUESTIONS =
      List.of(
          """
          select 'nobody is told that task ' || task || ' is ' || status
          from (
            select task, sequence, data ->> 'status' as status,
              lag(data ->> 'status') over (partition by task order by sequence) as before
            from event where type = 'status') step
          where status is distinct from before
            and not exists (
              select from webhook_delivery where event = step.task || '/' || step.sequence)
          """,
          """
          select 'delivery ' || id || ' is ' || state || ' after ' || attempts || ' attempts: ' || error
          from webhook_delivery where state <> 'delivered'
          """);

  private record Received(String id, String body, Instant at) {}

  private record Sent(String id, String body) {}

  private final HttpServer server;
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();

  WebhookLog() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var id = exchange.getRequestHeaders().getFirst("webhook-id");
      received.add(new Received(id, body, Instant.now()));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  /// What a service needs to reach it.
  Map<String, String> settings() {
    return Map.of(
        "WEBHOOK_ALLOW_PRIVATE",
        "true",
        "WEBHOOK_ALLOW_HTTP",
        "true",
        "WEBHOOK_PORTS",
        Integer.toString(server.getAddress().getPort()));
  }

  /// Asks to be told of everything.
  ///
  /// @return the webhook's id
  String subscribe(Caller caller) throws InterruptedException {
    var url = "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
    var answer = caller.post("/webhooks", Map.of("url", url, "events", List.of("*")));
    if (answer.status() != 201) {
      throw new IllegalStateException("Not subscribed: " + answer.body());
    }
    return answer.text("/id");
  }

  /// Waits until nothing is on its way any more; what a killed instant had under way is sent when
  /// its lease is over.
  void awaitDelivered(Caller caller, String webhook) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    var pending = "/webhooks/" + webhook + "/deliveries?state=pending";
    while (!caller.get(pending).body().path("deliveries").isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  List<String> findings(Database database, List<Kill> kills) {
    var findings = new ArrayList<String>();
    database.withHandle(
        handle -> {
          QUESTIONS.forEach(
              question -> findings.addAll(handle.createQuery(question).mapTo(String.class).list()));
          return findings;
        });
    var bodies = bodies(database);
    var last = new HashMap<String, Received>();
    for (var message : received) {
      if (!message.body().equals(bodies.get(message.id()))) {
        findings.add("told what is not stored so: " + message);
      }
      var before = last.put(message.id(), message);
      if (before != null
          && kills.stream().noneMatch(kill -> kill.isBetween(before.at(), message.at()))) {
        findings.add("told twice without a kill between: " + before + ", " + message);
      }
    }
    bodies.keySet().stream()
        .filter(id -> !last.containsKey(id))
        .forEach(id -> findings.add("delivery " + id + " never came"));
    return findings;
  }

  /// How often something came that had come before.
  int repeated() {
    return received.size() - (int) received.stream().map(Received::id).distinct().count();
  }

  private static Map<String, String> bodies(Database database) {
    var bodies = new HashMap<String, String>();
    database
        .withHandle(
            handle ->
                handle
                    .createQuery("select id::text, body from webhook_delivery")
                    .map((row, _) -> new Sent(row.getString("id"), row.getString("body")))
                    .list())
        .forEach(sent -> bodies.put(sent.id(), sent.body()));
    return bodies;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
