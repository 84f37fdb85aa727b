package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.database.StoredJson;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The terminal client as a process of its own against the running service: at a terminal, and as a
/// pipe.
@SuppressWarnings("NullAway.Init")
class TerminalClientTest {

  private record Ran(int code, String out, String talk) {}

  /// What belongs to the client, and nothing of the service.
  private static final Pattern CLIENT =
      Pattern.compile(".*(/cli/target/(classes|cli\\.jar)|picocli|jline|jackson|jspecify).*");

  private static final String FOOTER_END = "q leave";

  @TempDir private static Path home;
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(WholeWayTest.script());
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void aTaskIsWatchedReadAndApprovedAtATerminal() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    try (var pane = open(80, 24, "run", "Write a note", "--repo", name(repository))) {
      var waiting = pane.await(screen -> screen.contains("a approve"));
      assertThat(waiting).contains("100%  Needs approval").contains("Passed: ");
      assertOneFooter(waiting, 80);

      pane.resize(50, 16);
      assertOneFooter(pane.await(screen -> screen.stripTrailing().endsWith(FOOTER_END)), 50);
      pane.resize(120, 40);
      assertOneFooter(pane.await(screen -> screen.stripTrailing().endsWith(FOOTER_END)), 120);

      pane.type("d");
      pane.await(screen -> screen.contains("+a note"));
      pane.type("a");
      pane.await(screen -> screen.contains("(y/n)"));
      pane.type("n");
      pane.await(screen -> !screen.contains("(y/n)"));
      assertThat(repository.has("note.txt")).as("nothing without a yes").isFalse();
      pane.type("a");
      pane.await(screen -> screen.contains("(y/n)"));
      pane.type("y");

      var end = pane.await(screen -> screen.contains("Ended with 0."));
      assertThat(end).contains("Landed as").doesNotContain(FOOTER_END);
      assertThat(pane.history())
          .containsOnlyOnce("Analyzing\n")
          .containsOnlyOnce("Step 1 is done")
          .doesNotContain(FOOTER_END);
    }
    assertThat(repository.read("note.txt")).isEqualTo("a note\n");
  }

  @Test
  void leavingDoesNotCancelAndCancellingEndsTheWatch() throws Exception {
    var repository = service.repository();
    var id = service.submit(repository, "Dawdle: at a terminal", Map.of());
    try (var pane = open(80, 24, "watch", id)) {
      pane.await(screen -> screen.contains("sleep 300 · "));
      pane.type("C-c");
      pane.await(screen -> screen.contains("Ended with 130."));
    }
    assertThat(service.get("/tasks/" + id).text("/status")).isEqualTo("executing");
    try (var pane = open(80, 24, "watch", id)) {
      pane.await(screen -> screen.contains("c cancel"));
      pane.type("c");
      pane.await(screen -> screen.contains("Cancel the task?"));
      pane.type("y");
      pane.await(screen -> screen.contains("Ended with 5."));
    }
  }

  @Test
  void aPipeGetsLinesAndExitCodes() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);

    var run = run("run", "Write a note", "--repo", name(repository));
    assertThat(run.code()).as(run.talk()).isEqualTo(3);
    assertThat(run.out()).contains("Step 1").doesNotContain("\u001b");
    assertThat(run.out().lines()).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z  .*"));
    var id = run.talk().strip().replaceFirst("^Task ", "");

    var json = run("watch", id, "--json").out().lines().toList();
    assertThat(StoredJson.tree(json.getLast()).path("status").textValue())
        .isEqualTo("pending_approval");
    assertThat(run("diff", id).out()).contains("+a note");
    assertThat(run("tasks", "--status", "pending_approval").out()).contains(id);
    assertThat(run("approve", id, "--yes").code()).isZero();
    assertThat(repository.has("note.txt")).isTrue();
    assertThat(run("watch", id).code()).isZero();
    assertThat(run("rollback", id, "--preview").out()).contains("-a note");
    assertThat(run("rollback", id, "--yes").code()).isZero();
    assertThat(repository.has("note.txt")).isFalse();
    assertThat(run("watch", id).code()).isEqualTo(5);
    assertThat(run("show", id).out()).contains("Rolled back");
    assertThat(run("show", "no-such-task").code()).isEqualTo(2);
  }

  @Test
  void theOtherCommandsAreUnderstoodByTheService() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    assertThat(run("health").out()).contains("healthy");
    assertThat(run("capabilities").out()).contains("execute_bash");
    assertThat(run("repos").out()).contains(name(repository));
    assertThat(run("repos", "set", name(repository), "--verify", "true").out()).contains("true");
    assertThat(run("stats", "--days", "7").code()).isZero();
    assertThat(run("learnings", "--limit", "5").code()).isZero();

    var id = run("run", "Write a note", "--repo", name(repository), "--detach").out().strip();
    assertThat(run("watch", id).code()).isEqualTo(3);
    assertThat(
            run("comment", id, "Say it better", "--on", "note.txt:1=better", "--request-changes")
                .code())
        .isZero();
    assertThat(run("watch", id).code()).isEqualTo(3);
    assertThat(run("reject", id, "--reason", "no need").code()).isZero();
    assertThat(run("watch", id).code()).isEqualTo(5);
  }

  private static String name(TestRepository repository) {
    return String.valueOf(repository.directory().getFileName());
  }

  private static void assertOneFooter(String screen, int columns) {
    assertThat(screen.split(FOOTER_END, -1)).as(screen).hasSize(2);
    assertThat(screen.split("tokens .* in", -1)).as(screen).hasSize(2);
    assertThat(screen.lines().mapToInt(String::length).max().orElse(0))
        .isLessThanOrEqualTo(columns);
  }

  private static List<String> command(String... arguments) {
    var classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> CLIENT.matcher(entry).matches())
            .collect(Collectors.joining(File.pathSeparator));
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "dev.journeyman.cli.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Map<String, String> variables() {
    return Map.of(
        "JOURNEYMAN_URL", service.url(),
        "JOURNEYMAN_TOKEN", service.token(),
        "XDG_CONFIG_HOME", home.toString());
  }

  private static Pane open(int columns, int rows, String... arguments)
      throws IOException, InterruptedException {
    var assignments =
        variables().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
    var words = command(arguments).stream().map(word -> "'" + word + "'");
    return Pane.open(
        home,
        columns,
        rows,
        "env "
            + assignments.collect(Collectors.joining(" "))
            + " "
            + words.collect(Collectors.joining(" ")));
  }

  private static Ran run(String... arguments) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command(arguments));
    builder.environment().putAll(variables());
    var talk = home.resolve("talk");
    var process = builder.redirectError(talk.toFile()).start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, java.nio.file.Files.readString(talk));
  }
}
