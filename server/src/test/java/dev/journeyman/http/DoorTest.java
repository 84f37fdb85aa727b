package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.Reports;
import dev.journeyman.task.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What does not get in.
class DoorTest {

  private static final String API = "/api/autonomous";
  private static final TestService SERVICE = new TestService();

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void api01WithoutOneGoodTokenTheAnswerIsAlwaysTheSame() {
    var stranger = SERVICE.stranger();
    var good = SERVICE.token();
    var answers =
        List.of(
            stranger.get(API + "/tasks"),
            stranger.get(API + "/tasks", "Authorization", ""),
            stranger.get(API + "/tasks", "Authorization", "Bearer"),
            stranger.get(API + "/tasks", "Authorization", "Basic " + good),
            stranger.get(API + "/tasks", "Authorization", "Bearer " + good + "x"),
            stranger.get(
                API + "/tasks", "Authorization", "Bearer " + good, "Authorization", "Bearer x"),
            stranger.get(API + "/tasks?token=" + good),
            stranger.get(API + "/tasks?access_token=" + good),
            stranger.get(API + "/tasks?ticket=" + good),
            SERVICE.client().get(API + "/tasks?access_token=" + good));
    for (var answer : answers) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(withoutId(answer.body())).isEqualTo(withoutId(answers.getFirst().body()));
    }
    assertThat(answers.getFirst().json().get("error").textValue()).isEqualTo("Unauthorized");
  }

  private static String withoutId(String body) {
    return body.replaceAll("\"requestId\":\"[^\"]+\"", "");
  }

  @Test
  void api11AnotherTenantsTaskIsAsUnknownAsNone() {
    var task = SERVICE.rooms.waiting(SERVICE.tenant);
    var other = SERVICE.clientOf("tenant-other");
    var id = task.id();
    for (var path :
        List.of(
            "/tasks/" + id,
            "/tasks/" + id + "/events",
            "/tasks/" + id + "/diff",
            "/tasks/" + id + "/evidence",
            "/tasks/" + id + "/checkpoints",
            "/stream/" + id,
            "/rollback/" + id)) {
      assertThat(other.get(API + path).status()).as(path).isEqualTo(404);
    }
    for (var path : List.of("pause", "resume", "retry")) {
      assertThat(other.post(API + "/tasks/" + id + "/" + path, "").status()).isEqualTo(404);
    }
    assertThat(other.post(API + "/tasks/" + id + "/messages", "{\"message\":\"x\"}").status())
        .isEqualTo(404);
    assertThat(other.post(API + "/tasks/" + id + "/reviews", "{\"verdict\":\"comment\"}").status())
        .isEqualTo(404);
    assertThat(other.post(API + "/approve/" + id, "{\"approved\":true}").status()).isEqualTo(404);
    assertThat(other.post(API + "/rollback/" + id, "{}").status()).isEqualTo(404);
    assertThat(other.post(API + "/stream/" + id + "/ticket", "").status()).isEqualTo(404);
    assertThat(other.delete(API + "/tasks/" + id).status()).isEqualTo(404);
    assertThat(other.get(API + "/tasks").json().get("tasks")).isEmpty();
    assertThat(SERVICE.rooms.tasks.find(task.id())).contains(task);
  }

  @Test
  void api11WhatATaskHasWrittenIsItsTenantsAlone() {
    var task = SERVICE.rooms.waiting(SERVICE.tenant);
    var other = SERVICE.clientOf("tenant-curious");
    var theirs = SERVICE.rooms.waiting("tenant-curious");
    var list = "/tasks/%s/reports";
    for (var path : List.of(list, list + "/" + report(task), "/tasks/%s/logs/" + log(task))) {
      var own = API + path.formatted(task.id());
      assertThat(SERVICE.client().get(own).status()).as(path).isEqualTo(200);
      assertThat(other.get(own).status()).as(path).isEqualTo(404);
      if (!path.equals(list)) {
        var through = API + path.formatted(theirs.id());
        assertThat(other.get(through).status()).as("through a task of theirs").isEqualTo(404);
      }
    }
  }

  /// The id of a report that the task has.
  private static String report(Task task) {
    var reports = new Reports(TestTenants.DATABASE, SERVICE.rooms.clock);
    reports.keep(task.id(), "Findings", "All is well.");
    return reports.of(task.id()).getFirst().id().toString();
  }

  /// The hash of a log to which evidence of the task refers.
  private static String log(Task task) {
    var hash = "a".repeat(64);
    var now = SERVICE.rooms.clock.instant().atOffset(ZoneOffset.UTC);
    TestTenants.DATABASE.withHandle(
        handle ->
            handle.execute(
                    "insert into check_log (hash, log, created_at) values (?, 'x', ?)", hash, now)
                + handle.execute(
                    "insert into evidence (task, hash, kind, record, created_at)"
                        + " values (?, ?, 'change', ?, ?)",
                    task.id().value(),
                    "b".repeat(64),
                    "{\"log\":\"%s\"}".formatted(hash),
                    now));
    return hash;
  }

  @Test
  void api12WhoIsNoAdminDoesNothing() {
    var task = SERVICE.rooms.waiting(SERVICE.tenant);
    var viewer =
        new ContractClient(
            SERVICE.port(),
            Optional.of(Tokens.signed(Tokens.claims("role", "viewer", "tenant", SERVICE.tenant))));
    var approve = viewer.post(API + "/approve/" + task.id(), "{\"approved\":true}");
    assertThat(approve.status()).isEqualTo(403);
    assertThat(approve.json().get("error").textValue()).isEqualTo("Forbidden");
    assertThat(approve.json().get("message").textValue()).isEqualTo("Admin access required");
    assertThat(viewer.delete(API + "/tasks/" + task.id()).status()).isEqualTo(403);
    assertThat(viewer.post(API + "/emergency-stop", "").status()).isEqualTo(403);
    assertThat(viewer.post(API + "/repositories", "{\"location\":\"/x\"}").status()).isEqualTo(403);
    assertThat(viewer.post("/api/session", "").status()).isEqualTo(403);
    assertThat(SERVICE.rooms.tasks.find(task.id())).contains(task);
  }

  @Test
  void api16OtherSitesGetNoPermissionAndChangeNothing() {
    var client = SERVICE.client();
    var task = SERVICE.rooms.task(SERVICE.tenant);
    for (var origin : List.of("https://evil.test", "null", "http://127.0.0.1:1")) {
      var read = client.get(API + "/tasks", "Origin", origin);
      assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
      var preflight =
          SERVICE.stranger().send("OPTIONS", API + "/execute", Optional.empty(), "Origin", origin);
      assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(client.delete(API + "/tasks/" + task.id(), "Origin", origin).status())
          .isEqualTo(403);
    }
    for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "text/json")) {
      var sent = client.post(API + "/execute", "{\"task\":\"x\"}", "Content-Type", type);
      assertThat(sent.status()).isEqualTo(415);
    }
    assertThat(SERVICE.rooms.tasks.find(task.id())).contains(task);
    var friend =
        SERVICE
            .stranger()
            .send("OPTIONS", API + "/tasks", Optional.empty(), "Origin", "https://friend.example");
    assertThat(friend.header("Access-Control-Allow-Origin")).isEqualTo("https://friend.example");
  }

  @Test
  void api17OtherNamesForThisAddressAreMisdirected() throws IOException {
    for (int port : List.of(SERVICE.port(), SERVICE.managementPort())) {
      assertThat(raw(port, get("/livez", "evil.test"))).startsWith("HTTP/1.1 421");
      assertThat(raw(port, get("/livez", "localhost:" + port))).startsWith("HTTP/1.1 200");
      assertThat(raw(port, get("/livez", "localhost.evil.test"))).startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void api19AmbiguousFramingIsRefusedAndTheConnectionClosed() throws IOException {
    var start = "POST /api/session HTTP/1.1\r\nHost: localhost\r\n";
    for (var request :
        List.of(
            start + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /",
            start + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
            start + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            start + "X-Folded: a\r\n b\r\nContent-Length: 0\r\n\r\n",
            "GET /livez HTTP/1.1\nHost localhost\n\n")) {
      var answer = raw(SERVICE.port(), request);
      assertThat(answer).as(request).startsWith("HTTP/1.1 400");
      assertThat(answer).doesNotContain("Jetty").doesNotContain("\tat ");
      assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
    }
  }

  @Test
  void api21WhatIsNotThereTellsNothing() {
    var stranger = SERVICE.stranger();
    for (var path :
        List.of("/api/debug", "/api/autonomous/v0/tasks", "/api/", "/api/autonomous/execute/x")) {
      assertThat(stranger.get(path).status()).as(path).isEqualTo(401);
      assertThat(SERVICE.client().get(path).status()).as(path).isEqualTo(404);
    }
    for (var path :
        List.of(
            "/.git/config", "/.env", "/metrics.json", "/WEB-INF/web.xml", "/../../etc/passwd")) {
      assertThat(stranger.get(path).status()).as(path).isIn(400, 404);
    }
    assertThat(stranger.outside("/openapi.yaml").body()).startsWith("openapi: 3.1");
    var wrong = SERVICE.client().send("PUT", API + "/tasks", Optional.of("{}"));
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.header("Allow")).contains("GET");
    assertThat(wrong.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void everyAnswerKeepsBrowsersInLine() {
    var answer = SERVICE.stranger().get("/healthz");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Server")).isEmpty();
    assertThat(SERVICE.client().get(API + "/tasks").header("Cache-Control")).isEqualTo("no-store");
  }

  private static String get(String path, String host) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
  }

  private static String raw(int port, String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
