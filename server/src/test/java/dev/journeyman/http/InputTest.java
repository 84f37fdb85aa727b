package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people send that they should not.
class InputTest {

  private static final String EXECUTE = "/api/autonomous/execute";
  private static final TestService SERVICE = new TestService();

  private final ContractClient client = SERVICE.client();

  @BeforeAll
  static void register() {
    SERVICE.rooms.repository(SERVICE.tenant);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void api13FieldsThatAreNotTheirsAreRefused() {
    for (var field :
        List.of("status", "owner", "approvedBy", "sandbox", "cwd", "env", "tenant", "id")) {
      var answer = client.post(EXECUTE, "{\"task\":\"y\",\"%s\":\"z\"}".formatted(field));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("field").textValue()).isEqualTo(field);
    }
    var nested = client.post(EXECUTE, "{\"task\":\"x\",\"budget\":{\"maxUsd\":1}}");
    assertThat(nested.json().get("field").textValue()).isEqualTo("budget.maxUsd");
    assertThat(client.get("/api/autonomous/tasks?q=y").json().get("tasks")).isEmpty();
  }

  @Test
  void aFieldOfTheWrongTypeOrSizeIsNamed() {
    for (var field :
        List.of(
            "\"priority\":\"now\"",
            "\"priority\":1",
            "\"timeout\":\"60000\"",
            "\"timeout\":999",
            "\"timeout\":86400001",
            "\"timeout\":1.5",
            "\"timeout\":1e99",
            "\"requireApproval\":\"yes\"",
            "\"requireApproval\":1",
            "\"context\":[]",
            "\"context\":{\"a\":\"%s\"}".formatted("x".repeat(65_536)),
            "\"context\":{\"a\":[\"\\u0000\"]}",
            "\"context\":{\"a\":{\"\\u0000\":1}}",
            "\"context\":{\"a\":1e200000}",
            "\"budget\":{\"maxTurns\":0}",
            "\"budget\":{\"maxCostUsd\":1e200000}",
            "\"budget\":{\"maxCostUsd\":1e-400}",
            "\"budget\":{\"maxCostUsd\":1e10}",
            "\"model\":\"\"",
            "\"budget\":7",
            "\"effort\":\"heroic\"",
            "\"repository\":\"nowhere\"",
            "\"task\":\"%s\"".formatted("x".repeat(20_001)),
            "\"task\":\"a\\ud800b\"",
            "\"task\":\"a\\u0000b\"")) {
      var start = field.startsWith("\"task\"") ? "{" : "{\"task\":\"x\",";
      var answer = client.post(EXECUTE, start + field + "}");
      assertThat(answer.status()).as(field).isEqualTo(400);
      assertThat(field).contains(answer.json().get("field").textValue().split("\\W")[0]);
    }
  }

  @Test
  void charactersAreCountedAndNotTheirHalves() {
    SERVICE.rooms.repository(SERVICE.tenant);
    var task = "{\"task\":\"%s\"}".formatted("\ud83d\ude00".repeat(20_000));
    assertThat(client.post(EXECUTE, task).status()).isEqualTo(202);
    assertThat(client.post(EXECUTE, "").json().get("error").textValue())
        .isEqualTo("Task description is required");
  }

  @Test
  void aBodyThatIsNoJsonObjectIsRefused() {
    for (var body :
        List.of(
            "",
            "[]",
            "7",
            "{\"task\":\"x\"",
            "{\"task\":\"x\"} {}",
            "{\"task\":\"x\",\"task\":\"y\"}",
            "[".repeat(100_000))) {
      var answer = client.post(EXECUTE, body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("com.fasterxml").doesNotContain("\tat ");
    }
  }

  @Test
  void api14LargeBodiesAreCutOffAndOthersServed() throws IOException, InterruptedException {
    assertThat(client.post(EXECUTE, "{\"task\":\"%s\"}".formatted("x".repeat(2 << 20))).status())
        .isEqualTo(413);
    var zipped = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(zipped)) {
      zip.write("{\"task\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    }
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVICE.port() + EXECUTE))
            .header("Authorization", "Bearer " + SERVICE.token())
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(zipped.toByteArray()))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(415);
    }
    assertThat(endlessChunks()).startsWith("HTTP/1.1 413");
    assertThat(client.get("/healthz").status()).isEqualTo(200);
  }

  /// Sends chunks until the service answers.
  private static String endlessChunks() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port())) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      out.write(
          ("POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                  + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
              .formatted(EXECUTE, SERVICE.token())
              .getBytes(StandardCharsets.ISO_8859_1));
      var chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      try {
        for (int sent = 0; sent < 200 && socket.getInputStream().available() == 0; sent++) {
          out.write(chunk);
        }
      } catch (IOException closed) {
        assertThat(closed).isNotNull();
      }
      var answer = new byte[200];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void api14APersonWhoAsksTooMuchIsToldWhenToComeBack() {
    try (var small =
        new TestService(
            TestService.SITE, new RateLimits(5, 2, 100, 100, 10, 10), Optional.empty())) {
      var one = small.client();
      var answers =
          Collections.nCopies(6, "/api/autonomous/capabilities").stream().map(one::get).toList();
      assertThat(answers.getFirst().header("RateLimit-Policy")).isEqualTo("\"reads\";q=5;w=60");
      assertThat(answers.getLast().status()).isEqualTo(429);
      assertThat(answers.getLast().header("Retry-After")).isNotEmpty();
      assertThat(answers.getLast().header("RateLimit")).startsWith("\"reads\";r=0;t=");
      assertThat(answers.getLast().json().get("detail").textValue())
          .startsWith("More than 5 reads in a minute. Try again in ");
      var other = small.clientOf("tenant-calm");
      assertThat(other.get("/api/autonomous/capabilities").status()).isEqualTo(200);
    }
  }

  @Test
  void api14ATenantHasALimitBesideThoseOfItsPeople() {
    try (var small =
        new TestService(
            TestService.SITE, new RateLimits(100, 2, 5, 100, 10, 10), Optional.empty())) {
      var path = "/api/autonomous/capabilities";
      var answers = Collections.nCopies(6, path).stream().map(small.client()::get).toList();
      assertThat(answers.get(4).status()).isEqualTo(200);
      assertThat(answers.getLast().status()).isEqualTo(429);
      assertThat(answers.getLast().header("RateLimit-Policy"))
          .isEqualTo("\"tenant-reads\";q=5;w=60");
      var changing = small.client().post(EXECUTE, "{}");
      assertThat(changing.status()).as("writes are counted apart").isEqualTo(400);
      assertThat(small.clientOf("tenant-calm").get(path).status()).isEqualTo(200);
    }
  }

  @Test
  void api23AKeyGivesTheSameAnswerOnlyToTheSameRequestOfTheSamePerson() {
    var body = "{\"task\":\"once\"}";
    var first = client.post(EXECUTE, body, "Idempotency-Key", "k1");
    var again = client.post(EXECUTE, body, "Idempotency-Key", "k1");
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    var ordered = "{\"task\":\"order\",\"context\":{\"a\":1,\"b\":2}}";
    var turned = "{\"context\":{\"b\":2,\"a\":1},\"task\":\"order\"}";
    client.post(EXECUTE, ordered, "Idempotency-Key", "k-order");
    assertThat(
            client.post(EXECUTE, turned, "Idempotency-Key", "k-order").header("Idempotent-Replay"))
        .as("the order of fields does not matter")
        .isEqualTo("true");
    assertThat(client.post(EXECUTE, "{\"task\":\"other\"}", "Idempotency-Key", "k1").status())
        .isEqualTo(422);
    var colleagues = SERVICE.colleague().post(EXECUTE, body, "Idempotency-Key", "k1");
    assertThat(colleagues.status()).isEqualTo(202);
    assertThat(colleagues.header("Idempotent-Replay")).isEmpty();
    assertThat(colleagues.json().get("taskId")).isNotEqualTo(first.json().get("taskId"));
    var tenant = "tenant-idempotency-" + System.nanoTime();
    var other = SERVICE.clientOf(tenant);
    SERVICE.rooms.repository(tenant);
    var theirs = other.post(EXECUTE, body, "Idempotency-Key", "k1");
    assertThat(theirs.json().get("taskId")).isNotEqualTo(first.json().get("taskId"));
    assertThat(client.post(EXECUTE, body, "Idempotency-Key", " ").status()).isEqualTo(400);
    client.delete(first.json().get("statusEndpoint").textValue());
  }

  @Test
  void api23AFailedRequestLeavesItsKeyFree() {
    assertThat(client.post(EXECUTE, "{\"task\":\"\"}", "Idempotency-Key", "k2").status())
        .isEqualTo(400);
    assertThat(client.post(EXECUTE, "{\"task\":\"x\"}", "Idempotency-Key", "k2").status())
        .isEqualTo(202);
  }
}
