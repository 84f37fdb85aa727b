package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorTest {

  private static final Clock NOW = Clock.systemUTC();

  /// What it says, in an instance's place of its own.
  private static String told(Map<String, String> variables, Clock clock) throws IOException {
    try (var place = DemoPlace.create()) {
      var all = new HashMap<>(Map.of("PORT", "0", "MANAGEMENT_PORT", "0"));
      all.put("JOURNEYMAN_HOME", place.directory().resolve("home").toString());
      all.putAll(variables);
      var bytes = new ByteArrayOutputStream();
      var findings = new Findings(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      new Doctor(Configuration.load(new Environment(all)), findings, clock).look();
      return findings.healthy() + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /// A server that answers everything with nothing, and tells the time.
  private static String askingAModel(Clock clock) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(404, -1));
    server.start();
    try {
      var address = "http://127.0.0.1:" + server.getAddress().getPort();
      return told(Map.of("ANTHROPIC_BASE_URL", address, "ANTHROPIC_API_KEY", "k"), clock);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void allIsWellWhereEverythingIsThere() throws IOException {
    assertThat(askingAModel(NOW))
        .startsWith("true\n")
        .contains("ok       JDK", "ok       git", "ok       sandbox", "ok       model")
        .containsPattern("ok {7}database PostgreSQL 18\\.\\d+ of our own, in /")
        .containsPattern("ok {7}clock {4}\\d{4}-\\d\\d-\\d\\dT")
        .contains("ok       disk", "ok       port");
  }

  @Test
  void aClockThatIsWrongIsToldWithItsRemedy() throws IOException {
    assertThat(askingAModel(Clock.offset(NOW, Duration.ofHours(-1))))
        .startsWith("false\n")
        .containsPattern("PROBLEM {2}clock .* is 3[56]\\d\\d s late: .*timedatectl set-ntp true");
  }

  @Test
  void aDatabaseOutOfReachIsToldWithoutItsPassword() throws IOException {
    var url = "postgresql://ada:hunter2@127.0.0.1:1/work";
    assertThat(told(Map.of("DATABASE_URL", url), NOW))
        .startsWith("false\n")
        .contains("PROBLEM  database Cannot reach the database at", "check DATABASE_URL")
        .contains("PROBLEM  model    no key is configured: set ANTHROPIC_API_KEY")
        .doesNotContain("hunter2");
  }
}
