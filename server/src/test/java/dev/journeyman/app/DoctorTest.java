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
      return told(configuration(place, variables), clock);
    }
  }

  private static String told(Configuration configuration, Clock clock) {
    var bytes = new ByteArrayOutputStream();
    var findings = new Findings(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    new Doctor(configuration, findings, clock).look();
    return findings.healthy() + "\n" + bytes.toString(StandardCharsets.UTF_8);
  }

  private static Configuration configuration(DemoPlace place, Map<String, String> variables) {
    var all = new HashMap<>(Map.of("PORT", "0", "MANAGEMENT_PORT", "0"));
    all.put("JOURNEYMAN_HOME", place.directory().resolve("home").toString());
    all.putAll(variables);
    return Configuration.load(new Environment(all));
  }

  private interface Asking {
    String tell(int port, Map<String, String> variables) throws IOException;
  }

  /// A server that answers everything with nothing, and tells the time.
  private static String beside(Asking asking) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(404, -1));
    server.start();
    try {
      int port = server.getAddress().getPort();
      var address = "http://127.0.0.1:" + port;
      return asking.tell(port, Map.of("ANTHROPIC_BASE_URL", address, "ANTHROPIC_API_KEY", "k"));
    } finally {
      server.stop(0);
    }
  }

  private static String askingAModel(Clock clock) throws IOException {
    return beside((_, variables) -> told(variables, clock));
  }

  private static Map<String, String> with(Map<String, String> variables, Object... more) {
    var all = new HashMap<>(variables);
    for (int i = 0; i < more.length; i += 2) {
      all.put(String.valueOf(more[i]), String.valueOf(more[i + 1]));
    }
    return all;
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
  void besideARunningServiceAllIsWell() throws IOException {
    var said = beside((_, variables) -> besideAService(variables));
    assertThat(said)
        .startsWith("true\n")
        .contains("in use by a running service")
        .containsPattern("ok {7}port {5}\\d+ is in use by the running service\n");
    assertThat(said.split("is in use by the running service", -1)).hasSize(3);
  }

  private static String besideAService(Map<String, String> variables) throws IOException {
    try (var place = DemoPlace.create();
        var service = Service.start(configuration(place, variables))) {
      var ports =
          with(variables, "PORT", service.port(), "MANAGEMENT_PORT", service.managementPort());
      return told(configuration(place, ports), NOW);
    }
  }

  @Test
  void aPortThatSomebodyElseHasIsToldWithItsVariables() throws IOException {
    assertThat(beside((port, variables) -> told(with(variables, "PORT", port), NOW)))
        .startsWith("false\n")
        .containsPattern(
            "PROBLEM {2}port {5}\\d+ of 127.0.0.1 cannot be had \\(Address already in use")
        .contains("set PORT or HOST\n");
    assertThat(beside((port, variables) -> told(with(variables, "MANAGEMENT_PORT", port), NOW)))
        .startsWith("false\n")
        .contains("set MANAGEMENT_PORT or MANAGEMENT_HOST\n");
  }

  @Test
  void aWorkerHasNoUseForThePortOfTheApi() throws IOException {
    assertThat(
            beside(
                (port, variables) ->
                    told(with(variables, "PORT", port, "JOURNEYMAN_ROLES", "worker"), NOW)))
        .startsWith("true\n");
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
