package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Connections that are silent, slow or too many.
@Timeout(120)
class SlowClientTest {

  private static final String GET = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";
  private static final Duration HEADERS = Duration.ofSeconds(2);

  private static TestService service(ConnectionLimits connections) {
    return new TestService(TestService.SITE, RateLimits.USUAL, connections, Optional.empty());
  }

  /// Only headers have to hurry.
  private static TestService hurried() {
    return service(new ConnectionLimits(4096, HEADERS.toMillis(), 1, 60_000, 100));
  }

  @Test
  void api14WhoeverDripsOrFallsSilentIsCutOffAndOthersServed() throws IOException {
    try (var small = service(new ConnectionLimits(4096, 60_000, 1_000, 1_000, 100))) {
      var head = "POST /api/autonomous/execute HTTP/1.1\r\nHost: localhost\r\n";
      assertThat(silence(small, head)).as("headers that never end").isIn("", "HTTP/1.1 408");
      var body =
          head
              + "Authorization: Bearer "
              + small.token()
              + "\r\n"
              + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
      assertThat(silence(small, body)).as("a body that stays away").isEqualTo("HTTP/1.1 408");
      var large = "{\"task\":\"\",\"context\":{\"x\":\"" + "x".repeat(60_000) + "\"}}";
      for (int i = 0; i < 20; i++) {
        small.client().post("/api/autonomous/execute", large);
      }
      try (var slow = connected(small)) {
        assertThat(drip(slow, body, " "))
            .as("others' bytes do not count")
            .isEqualTo("HTTP/1.1 408");
      }
      assertThat(silence(small, head + "X-Long: " + "x".repeat(5_000) + "\r\n\r\n"))
          .isEqualTo("HTTP/1.1 431");
      assertThat(small.client().get("/healthz").status()).isEqualTo(200);
    }
  }

  @Test
  void api14HeadersThatDripAreCutOffAtTheirDeadline() throws IOException {
    try (var hurried = hurried();
        var first = connected(hurried);
        var second = connected(hurried);
        var used = connected(hurried)) {
      assertCutOff(first, GET + "X-Slow: ", "a");
      assertCutOff(second, "\r\n", "\r\n");
      say(used, GET + "\r\n");
      assertThat(answer(used)).isEqualTo("HTTP/1.1 200");
      assertCutOff(used, "G", "E");
      assertThat(hurried.client().get("/healthz").status()).isEqualTo(200);
    }
  }

  private static void assertCutOff(Socket socket, String said, String drop) {
    var began = System.nanoTime();
    assertThat(drip(socket, said, drop)).as(said).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as(said)
        .isBetween(HEADERS, HEADERS.plusSeconds(6));
  }

  @Test
  void whoIsSlowButInTimeAndWhoRestsBetweenRequestsAreServed() throws IOException {
    try (var hurried = hurried();
        var socket = connected(hurried)) {
      for (int i = 0; i < 3; i++) {
        for (var part : List.of("GET /hea", "lthz HTTP/1.1\r\nHo", "st: localhost\r\n", "\r\n")) {
          pause(300);
          say(socket, part);
        }
        assertThat(answer(socket)).isEqualTo("HTTP/1.1 200");
      }
      pause(HEADERS.plusSeconds(3).toMillis());
      say(socket, GET + "\r\n");
      assertThat(answer(socket)).as("the connection was kept").isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void aBodyMayTakeLongerThanItsHeaders() throws IOException {
    try (var hurried = hurried();
        var socket = connected(hurried)) {
      say(
          socket,
          ("POST /api/autonomous/execute HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                  + "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n")
              .formatted(hurried.token()));
      for (var part : List.of("{\"t", "ask", "\":\"", "\"}\n")) {
        pause(1_500);
        say(socket, part);
      }
      assertThat(answer(socket)).as("an empty task").isEqualTo("HTTP/1.1 400");
    }
  }

  @Test
  void api14PastSoManyConnectionsOthersWaitUntilOneIsClosed() throws IOException {
    try (var full = service(new ConnectionLimits(4096, 60_000, 1, 60_000, 3));
        var first = connected(full);
        var second = connected(full);
        var waiting = new Socket()) {
      try (var third = connected(full)) {
        for (var socket : List.of(first, second, third)) {
          say(socket, GET + "\r\n");
          assertThat(answer(socket)).isEqualTo("HTTP/1.1 200");
        }
        waiting.connect(third.getRemoteSocketAddress());
        waiting.setSoTimeout(1_000);
        say(waiting, GET + "\r\n");
        assertThatThrownBy(() -> answer(waiting)).isInstanceOf(SocketTimeoutException.class);
        say(second, GET + "\r\n");
        assertThat(answer(second)).as("who is inside is served").isEqualTo("HTTP/1.1 200");
      }
      waiting.setSoTimeout(20_000);
      assertThat(answer(waiting)).isEqualTo("HTTP/1.1 200");
    }
  }

  private static Socket connected(TestService service) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /// How an answer of the probe begins; all of it is read.
  private static String answer(Socket socket) throws IOException {
    var in = socket.getInputStream();
    var text = new StringBuilder();
    while (text.indexOf("}") < 0) {
      int next = in.read();
      assertThat(next).as("more after " + text).isNotNegative();
      text.append((char) next);
    }
    return text.substring(0, 12);
  }

  /// What the service answers to somebody who says this and no more; it must not wait for ever.
  private static String silence(TestService service, String said) throws IOException {
    try (var socket = connected(service)) {
      say(socket, said);
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return answer.substring(0, Math.min(12, answer.length()));
    }
  }

  /// What the service answers to somebody who goes on ten times a second, for ten seconds at most;
  /// nothing if it hangs up.
  private static String drip(Socket socket, String said, String drop) {
    try {
      var in = socket.getInputStream();
      say(socket, said);
      for (int i = 0; i < 100 && in.available() == 0; i++) {
        pause(100);
        say(socket, drop);
      }
      return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
