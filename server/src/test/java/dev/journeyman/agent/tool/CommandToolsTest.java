package dev.journeyman.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Bubblewrap;
import dev.journeyman.sandbox.Ownership;
import dev.journeyman.sandbox.SandboxSettings;
import dev.journeyman.sandbox.SandboxUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/// The tools that run commands, in plain processes and, once, in the real sandbox.
class CommandToolsTest {

  private static final ExecuteBash BASH = new ExecuteBash();
  private static final SearchCodebase SEARCH = new SearchCodebase();

  /// Not below `/tmp`, which the sandbox has one of its own of.
  static final class Outside implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      return Files.createTempDirectory(Path.of("/var/tmp"), "journeyman");
    }
  }

  @TempDir(factory = Outside.class)
  Path directory;

  private Bench bench() {
    return Bench.in(directory, RepositoryConfiguration.EMPTY.withVerify(List.of("sh check.sh")));
  }

  @Test
  void tellsOutputExitCodeAndDirectory() {
    var bench = bench();
    bench.put("sub/f", "x");
    var result = bench.run(BASH, "{'command':'echo hi; cd sub; exit 3'}");
    assertThat(result.error()).isTrue();
    assertThat(result.text()).startsWith("hi\n(exit code 3, 1.2 s, now in ").endsWith("/sub)");
    assertThat(bench.run(BASH, "{'command':'ls'}").text()).startsWith("f\n(exit code 0");
    assertThat(bench.live()).hasToString("hi\nf\n");
  }

  @Test
  void startsAtTheRootWhenTheDirectoryIsGone() {
    var bench = bench();
    bench.context().shell().directory().moveTo("/workspace/gone");
    assertThat(bench.run(BASH, "{'command':'pwd'}").text()).contains("is gone").contains("code 0");
  }

  @Test
  void cleansAndCutsOutputAndKeepsTheWhole() throws Exception {
    var bench = bench();
    var noisy = "printf '\\u001b[31mred\\u001b[0m 1%%\\r100%%\\n'";
    assertThat(bench.run(BASH, json(noisy)).text()).startsWith("100%\n(exit");
    var text = bench.run(BASH, json("seq 1 20000")).text();
    assertThat(text).startsWith("1\n2\n").contains("characters are left out").contains("20000");
    assertThat(text.length()).isLessThan(31_000);
    try (var kept = Files.list(bench.context().texts().directory())) {
      assertThat(Files.readString(kept.findFirst().orElseThrow())).contains("\n10000\n");
    }
  }

  @Test
  void takesSecretsOutOfAnswerAndStream() {
    var bench = bench();
    var text = bench.run(BASH, json("echo " + Bench.SECRET)).text();
    assertThat(text).startsWith(Redaction.MARK);
    assertThat(bench.live().toString()).doesNotContain(Bench.SECRET).contains(Redaction.MARK);
  }

  @Test
  void saysThatATimeoutKilledEverything() {
    var result = bench().run(BASH, "{'command':'sleep 30','timeout_seconds':1}");
    assertThat(result.text()).contains("were killed").contains("timeout_seconds");
    assertThat(bench().run(BASH, "{'command':''}").text()).contains("empty");
  }

  @Test
  void startsListsAndKillsBackgroundJobs() {
    var bench = bench();
    assertThat(bench.run(BASH, "{'command':'sleep 60','background':true}").text())
        .contains("job-1");
    assertThat(bench.run(BASH, "{'action':'list'}").text()).contains("job-1: running");
    assertThat(bench.run(BASH, "{'action':'kill','job':'job-1'}").text()).contains("was stopped");
    assertThat(bench.run(BASH, "{'action':'read','job':'job-9'}").text()).contains("no background");
  }

  @Test
  void aLoudJobIsReadAgainAndAgain() {
    var bench = bench();
    bench.run(BASH, "{'command':'seq 100000; echo loud; sleep 60','background':true}");

    for (int time = 0; time < 2; time++) {
      var text = "";
      while (!text.contains("loud")) {
        text = bench.run(BASH, "{'action':'read','job':'job-1'}").text();
      }
      assertThat(text).contains("The full text is in", "job-1: running");
    }
  }

  @Test
  void findsLinesFilesAndCounts() {
    var bench = bench();
    bench.put("a/One.java", "class One {\n  int size;\n}\n");
    bench.put("b/two.py", "size = 1\nsize = 2\n");
    bench.put(".gitignore", "b/\n");
    assertThat(bench.run(SEARCH, "{'pattern':'\\\\bsize\\\\b','glob':'*.java'}").text())
        .isEqualTo("a/One.java:2:  int size;\n");
    assertThat(
            bench.run(SEARCH, "{'pattern':'SIZE','case_insensitive':true,'mode':'files'}").text())
        .isEqualTo("a/One.java\n");
    assertThat(bench.run(SEARCH, "{'pattern':'nowhere'}").text()).contains("Nothing was found");
    assertThat(bench.run(SEARCH, "{'pattern':'('}")).extracting(ToolResult::error).isEqualTo(true);
    assertThat(bench.run(SEARCH, "{'pattern':'x','path':'c'}").text()).contains("does not exist");
    assertThat(bench.run(SEARCH, "{}").text()).contains("Give a `pattern`");
  }

  @Test
  void runsOnlyConfiguredCommandsAndCountsTheirTests() {
    var bench = bench();
    bench.put("old/TEST-old.xml", "<t><testcase name='old'/></t>");
    bench.put(
        "check.sh",
        "mkdir out; echo \"<t><testcase name='a'/><testcase name='b'><failure/></testcase></t>\""
            + " > out/TEST-x.xml; exit 1");
    bench.tree().resolve("old/TEST-old.xml").toFile().setLastModified(1_000_000_000_000L);
    var result = bench.run(new RunTests(), "{}");
    assertThat(result.error()).isTrue();
    assertThat(result.text())
        .contains("exit code 1")
        .contains("2 tests executed: 1 passed, 1 failed, 0 more skipped; failing: b");
    assertThat(bench.run(new RunTests(), "{'command':'rm -rf /'}").text())
        .contains("Only these commands");
  }

  @Test
  void worksInTheRealSandbox() throws Exception {
    open(directory);
    var settings = SandboxSettings.in(directory.resolve("sandbox"));
    try (var sandbox = Bubblewrap.open(settings);
        var task = sandbox.open(directory.resolve("task"))) {
      assertThat(sandbox.isolation().canRun()).as("%s", sandbox.isolation()).isTrue();
      var bench = Bench.in(directory, RepositoryConfiguration.EMPTY, task);
      bench.put("sub/f", "needle\n");
      new Ownership(SandboxUser.ofThisProcess()).give(bench.tree());
      assertThat(bench.run(BASH, json("cd sub && pwd")).text())
          .startsWith("/workspace/sub\n(exit code 0")
          .endsWith("now in /workspace/sub)");
      var cut = bench.run(BASH, json("pwd; seq 1 100000")).text();
      assertThat(cut).startsWith("/workspace/sub\n").contains("The full text is in");
      var kept = cut.replaceAll("(?s).*The full text is in (\\S+):.*", "$1");
      assertThat(bench.run(BASH, json("tail -n 1 " + kept)).text()).startsWith("100000\n");
      assertThat(bench.run(SEARCH, "{'pattern':'needle'}").text()).isEqualTo("sub/f:1:needle\n");
    }
  }

  private static void open(Path path) throws Exception {
    if (Files.isWritable(path) && !path.equals(Path.of("/tmp"))) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static String json(String command) {
    return "{'command':'%s'}"
        .formatted(command.replace("\\", "\\\\").replace("'", "\\u0027").replace("\\\\u", "\\u"));
  }
}
