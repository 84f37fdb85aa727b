package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The programs in `examples/`, run against a service as their readers would.
@SuppressWarnings("NullAway.Init")
class ExamplesTest {

  private static final Path EXAMPLES = Path.of("..", "examples");

  private static TestService service;
  private static TestRepository repository;

  @BeforeAll
  static void start() throws Exception {
    service = TestService.start(WholeWayTest.script());
    repository = service.repository(TestRepository.VERIFY);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void theShellClientWalksAllTenEndpoints() throws Exception {
    var said = run(0, "bash", "client.sh", "--yes", "Write a note");
    assertThat(said)
        .contains("200 GET /health", "202 POST /execute", "pending_approval", "200 GET /learnings")
        .contains(
            "Changes approved and deployed", "Task rolled back successfully", "Task cancelled")
        .doesNotContain("\u001b");
    assertThat(said.lines().filter(line -> line.matches("[45]\\d\\d .*"))).isEmpty();
    assertThat(repository.has("note.txt")).as("it was rolled back").isFalse();
  }

  @Test
  void theMonitorFollowsATaskUntilItRests() throws Exception {
    var id = service.submit(repository, "Write a note", Map.of());
    var said = run(0, "node", "monitor.mjs", id);
    assertThat(said.lines().toList().getLast())
        .contains(id.substring(id.length() - 8), "####################", "pending_approval");
    assertThat(run(0, "node", "monitor.mjs", id)).contains("pending_approval");
    assertThat(run(1, "node", "monitor.mjs", "nothing")).contains("404");
  }

  @Test
  void atATerminalTheShellClientIsColouredUnlessNobodyWantsThat() throws Exception {
    var walk = "bash client.sh --yes 'Write a note'";
    assertThat(atTerminal(walk)).contains("\u001b[32m202\u001b[0m POST /execute", "Task cancelled");
    assertThat(atTerminal("NO_COLOR=1 " + walk))
        .contains("202 POST /execute")
        .doesNotContain("\u001b[");
  }

  @Test
  void atATerminalTheMonitorKeepsOneViewUpToDate() throws Exception {
    var id = service.submit(repository, "Write a note", Map.of());
    var said = atTerminal("node monitor.mjs " + id);
    var views = said.split("\u001b\\[H\u001b\\[2J", -1);
    assertThat(views.length).as("views drawn one over the other").isGreaterThan(1);
    assertThat(views[views.length - 1])
        .contains(id.substring(id.length() - 8), "pending_approval")
        .satisfies(view -> assertThat(view.strip().lines()).hasSize(1));
  }

  /// What a terminal is sent.
  private static String atTerminal(String command) throws Exception {
    return run(0, "script", "-qefc", command, "/dev/null");
  }

  @Test
  void theMonitorFollowsAllTasks() throws Exception {
    var monitor = process("node", "monitor.mjs").start();
    try (var lines = monitor.inputReader(StandardCharsets.UTF_8)) {
      var id = service.submit(repository, "Write a note", Map.of());
      var line = "";
      while (!(line.startsWith(id.substring(id.length() - 8))
          && line.contains("pending_approval"))) {
        line = lines.readLine();
        assertThat(line).as("the monitor ended").isNotNull();
      }
    } finally {
      monitor.destroy();
    }
  }

  private static ProcessBuilder process(String... command) {
    var builder = new ProcessBuilder(command).directory(EXAMPLES.toFile());
    builder.environment().put("JOURNEYMAN_URL", service.url());
    builder.environment().put("JOURNEYMAN_TOKEN", service.token());
    return builder.redirectErrorStream(true);
  }

  private static String run(int code, String... command) throws Exception {
    var process = process(command).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", List.of(command), said).isEqualTo(code);
    return said;
  }
}
