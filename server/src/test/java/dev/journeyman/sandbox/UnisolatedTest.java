package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnisolatedTest {

  @TempDir private Path directory;
  private Sandbox sandbox = new ClosedSandbox(new Isolation.Impossible("", ""));
  private Path workTree = Path.of("/");

  @BeforeEach
  void open() throws Exception {
    sandbox = Unisolated.open(SandboxSettings.in(directory.resolve("sandbox")));
    workTree = Files.createDirectory(directory.resolve("tree"));
  }

  @AfterEach
  void close() throws Exception {
    sandbox.close();
  }

  private Outcome run(String script) {
    return sandbox.run(Command.script(workTree, script), OutputListener.SILENT);
  }

  @Test
  void saysThatItIsSwitchedOff() {
    assertThat(sandbox.isolation()).isEqualTo(new Isolation.SwitchedOff());
  }

  @Test
  void runsWithoutTheServicesEnvironment() throws Exception {
    var outcome = run("env; echo made > file; exit 4");
    assertThat(((Outcome.Exited) outcome).code()).isEqualTo(4);
    assertThat(outcome.written().text()).contains("CI=1").doesNotContain("JAVA_HOME");
    assertThat(Files.readString(workTree.resolve("file"))).isEqualTo("made\n");
  }

  @Test
  void timeoutKillsWhatTriesToEscape() {
    var mark = "77" + System.nanoTime();
    var script = "trap '' TERM; setsid nohup sleep %1$s & sleep %1$s".formatted(mark);
    var limits = Limits.standard().withTimeout(Duration.ofMillis(700));
    var outcome = sandbox.run(Command.script(workTree, script).with(limits), OutputListener.SILENT);
    assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains(mark));
  }

  @Test
  void whatIsLeftInTheBackgroundEndsWithTheCommand() {
    assertThat(run("sleep 1000 & echo done").written().text()).isEqualTo("done\n");
  }

  @Test
  void aTaskKeepsItsHome() {
    try (var task = sandbox.open(directory.resolve("task"))) {
      task.run(Command.script(workTree, "echo kept > ~/file"), OutputListener.SILENT);
      var job = task.start(Command.script(workTree, "sleep 1000"));
      var read = task.run(Command.script(workTree, "cat ~/file"), OutputListener.SILENT);
      assertThat(read.written().text()).isEqualTo("kept\n");
      job.kill();
      assertThat(job.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
    }
  }

  /// As `SANDBOX=none ./journeyman doctor` is while a service runs.
  @Test
  void openedBesideARunningServiceItLeavesItsFilesAlone() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    var settings = SandboxSettings.in(directory.resolve("shared"));
    try (var running = Bubblewrap.open(settings)) {
      var tree = new Ownership(settings.user()).makeDirectory(directory.resolve("other"));
      var filter = directory.resolve("shared/files/filter");
      var before = Files.readAllBytes(filter);
      Unisolated.open(settings).close();
      HostDirectory.prepare(settings.directory(), new byte[] {1});

      assertThat(filter).hasBinaryContent(before);
      var outcome = running.run(Command.script(tree, "true"), OutputListener.SILENT);
      assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
    }
  }
}
