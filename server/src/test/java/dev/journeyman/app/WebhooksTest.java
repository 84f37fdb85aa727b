package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import dev.journeyman.webhook.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Webhooks of the whole service, with its own queue and receivers on this machine.
@SuppressWarnings("NullAway.Init")
class WebhooksTest {

  private static final Path EXAMPLES = Path.of("..", "examples");

  private static Receiver receiver;
  private static int examplePort;
  private static TestService service;
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

  @BeforeAll
  static void start() throws Exception {
    LOG.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
    receiver = new Receiver();
    examplePort = freePort();
    service =
        TestService.start(
            WholeWayTest.script(),
            Map.of(
                "WEBHOOK_ALLOW_PRIVATE", "true",
                "WEBHOOK_ALLOW_HTTP", "true",
                "WEBHOOK_PORTS", "%d,%d".formatted(receiver.port(), examplePort)));
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    receiver.close();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aTaskTellsItsWholeWay() throws Exception {
    var webhook =
        subscribe(receiver.url(), "task.pending_approval", "task.completed", "task.rolled_back");
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Write a note", Map.of());
    var waiting = verified(webhook);
    var tree = service.get("/tasks/" + id).text("/tree");
    assertThat(waiting.at("/type").textValue()).isEqualTo("task.pending_approval");
    assertThat(waiting.at("/data/taskId").textValue()).isEqualTo(id);
    assertThat(waiting.at("/data/tree").textValue()).isEqualTo(tree);
    service.approve(id);
    var completed = verified(webhook);
    assertThat(completed.at("/type").textValue()).isEqualTo("task.completed");
    assertThat(completed.at("/data/deployedCommit").textValue()).isNotBlank();
    service.post("/rollback/" + id, Map.of());
    assertThat(verified(webhook).at("/type").textValue()).isEqualTo("task.rolled_back");
    var path = "/webhooks/" + webhook.text("/id") + "/deliveries";
    awaitState(path, "delivered", 3);
    assertThat(service.scrape())
        .contains("journeyman_webhook_attempts_seconds_count{outcome=\"delivered\"}");
    service.delete("/webhooks/" + webhook.text("/id"));
  }

  @Test
  void wh09ADeadLetterIsSeenAndRepeated() throws Exception {
    var webhook = subscribe(receiver.url(), "task.failed");
    var path = "/webhooks/" + webhook.text("/id");
    receiver.answer(410, "moved away");
    assertThat(service.post(path + "/test", Map.of()).status()).isEqualTo(202);
    receiver.next();
    var dead = awaitState(path + "/deliveries", "dead", 1).get(0);
    assertThat(dead.at("/responseExcerpt").textValue()).isEqualTo("moved away");
    assertThat(service.get(path).body().at("/enabled").booleanValue()).isFalse();
    assertThat(service.get("/audit?action=webhook.disable").text("/entries/0/subject"))
        .isEqualTo(webhook.text("/id"));
    service.patch(path, Map.of("enabled", true));
    var repeat = path + "/deliveries/" + dead.at("/id").textValue() + "/repeat";
    assertThat(service.post(repeat, Map.of()).status()).isEqualTo(202);
    assertThat(receiver.next().header("webhook-id")).isEqualTo(dead.at("/id").textValue());
    awaitState(path + "/deliveries", "delivered", 1);
    service.delete(path);
  }

  @Test
  void wh09WhatFailedIsSentAfterARestart() throws Exception {
    var webhook = subscribe(receiver.url(), "task.failed");
    var path = "/webhooks/" + webhook.text("/id");
    receiver.answer(500, "not now");
    service.post(path + "/test", Map.of());
    var first = receiver.next();
    var failed = awaitError(path + "/deliveries", "The receiver answered 500");
    assertThat(failed.at("/dueAt").isNull()).isFalse();
    service.restart();
    var second = receiver.next();
    assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
    assertThat(second.header("webhook-timestamp")).isNotEqualTo(first.header("webhook-timestamp"));
    assertThat(second.body()).isEqualTo(first.body());
    service.delete(path);
  }

  @Test
  void wh01ByDefaultNothingButHttpsToTheOpenInternetIsTaken() throws Exception {
    try (var strict = TestService.start(WholeWayTest.script())) {
      for (var url :
          List.of(
              receiver.url(),
              "http://127.0.0.1",
              "https://127.0.0.1/",
              "https://localhost/",
              "https://0.0.0.0/",
              "https://[::1]/",
              "https://[::ffff:7f00:1]/",
              "https://169.254.169.254/",
              "https://[fd00:ec2::254]/",
              "https://10.1.2.3/",
              "https://100.64.0.1/",
              "https://[64:ff9b::a00:1]/",
              "https://93.184.215.14:22/")) {
        var answer = strict.post("/webhooks", Map.of("url", url, "events", List.of("*")));
        assertThat(answer.status()).as(url).isEqualTo(422);
        assertThat(answer.text("/detail")).isNotBlank();
      }
      assertThat(strict.get("/webhooks").body().at("/webhooks")).isEmpty();
    }
  }

  @Test
  void wh08TheExampleBelievesOnlyWhatIsSignedFreshAndNew() throws Exception {
    var webhook = subscribe("http://127.0.0.1:" + examplePort + "/", "task.failed");
    var secret = webhook.text("/secret");
    var process = example(secret);
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("listening on " + examplePort);
      var now = Instant.now();
      var body = "{\"type\":\"task.failed\",\"data\":{\"taskId\":\"one\"}}";
      var signature = signature(secret, "id-1", now, body);

      assertThat(send("id-1", now, body.replace("one", "onf"), signature))
          .isEqualTo("401 the signature is wrong");
      assertThat(send("id-2", now, body, signature)).startsWith("401");
      assertThat(send("id-1", now, body, "v1,AAAA")).startsWith("401");
      assertThat(send("id-1", now, body, "v2," + signature.substring(3))).startsWith("401");
      for (var other : List.of(now.minusSeconds(301), now.plusSeconds(310))) {
        assertThat(send("id-1", other, body, signature(secret, "id-1", other, body)))
            .isEqualTo("401 too old, or from the future");
      }
      assertThat(send("id-1", now, body, "v1,AAAA " + signature)).isEqualTo("200 taken");
      assertThat(lines.readLine()).isEqualTo("task.failed one");
      assertThat(send("id-1", now, body, signature)).isEqualTo("200 seen before");

      service.post("/webhooks/" + webhook.text("/id") + "/test", Map.of());
      assertThat(lines.readLine()).as("and not one twice").isEqualTo("ping " + webhook.text("/id"));
    } finally {
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    service.delete("/webhooks/" + webhook.text("/id"));
  }

  @Test
  void wh10NoSecretIsInTheLog() throws Exception {
    var webhook = subscribe(receiver.url(), "task.failed");
    var path = "/webhooks/" + webhook.text("/id");
    var bare = webhook.text("/secret").replace("whsec_", "");
    receiver.answer(410, webhook.text("/secret"));
    service.post(path + "/test", Map.of());
    receiver.next();
    var dead = awaitState(path + "/deliveries", "dead", 1).get(0);
    assertThat(dead.toString()).doesNotContain(bare);
    var said = new ArrayList<>(LOG.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(said).anyMatch(line -> line.contains(webhook.text("/id")));
    assertThat(said).noneMatch(line -> line.contains(bare));
    service.delete(path);
  }

  private static TestService.Answer subscribe(String url, String... events) throws Exception {
    var answer = service.post("/webhooks", Map.of("url", url, "events", List.of(events)));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer;
  }

  /// What came next, if its signature is right.
  private static JsonNode verified(TestService.Answer webhook) throws Exception {
    var message = receiver.next();
    new com.standardwebhooks.Webhook(webhook.text("/secret"))
        .verify(message.body(), message.headers());
    return StoredJson.tree(message.body());
  }

  private static JsonNode awaitState(String path, String state, int count) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      var found = service.get(path + "?state=" + state).body().path("deliveries");
      if (found.size() == count) {
        return found;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("There are not %d %s deliveries".formatted(count, state));
  }

  private static JsonNode awaitError(String path, String error) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      var newest = service.get(path).body().at("/deliveries/0");
      if (newest.at("/error").asText("").equals(error)) {
        return newest;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("No delivery says " + error);
  }

  private static Process example(String secret) throws IOException {
    var builder = new ProcessBuilder("node", "webhook.mjs").directory(EXAMPLES.toFile());
    builder.environment().put("WEBHOOK_SECRET", secret);
    builder.environment().put("PORT", Integer.toString(examplePort));
    return builder.redirectErrorStream(true).start();
  }

  private static String signature(String secret, String id, Instant at, String body)
      throws Exception {
    return new com.standardwebhooks.Webhook(secret).sign(id, at.getEpochSecond(), body);
  }

  private static String send(String id, Instant at, String body, String signature)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(examplePort)))
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
            .header("webhook-signature", signature)
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    }
  }
}
