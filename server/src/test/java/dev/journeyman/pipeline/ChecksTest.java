package dev.journeyman.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Bubblewrap;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Isolation;
import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.Output;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.sandbox.SandboxSettings;
import dev.journeyman.sandbox.SandboxUser;
import dev.journeyman.sandbox.TaskSandbox;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.RepositorySource;
import dev.journeyman.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What checks make of runs whose outcomes are given; that commands really run is tested elsewhere.
class ChecksTest {

  private static final String BOTH = "test_a (t.T.test_a) ... %s\ntest_b (t.T.test_b) ... %s\n";
  private static final String PASSED =
      BOTH.formatted("ok", "ok") + "-----\nRan 2 tests in 0.1s\n\nOK\n";
  private static final String B_FAILED =
      BOTH.formatted("ok", "FAIL")
          + "=====\nFAIL: test_b (t.T.test_b)\n-----\nRan 2 tests in 0.1s\n\nFAILED (failures=1)\n";

  @TempDir Path directory;

  @Test
  void whatFailsOnceAndThenPassesIsFlakyAndNamed() throws Exception {
    var sandbox = new Scripted(exited(1, B_FAILED), exited(0, PASSED));

    var run = check(sandbox);

    assertThat(run.succeeded()).isTrue();
    assertThat(run.flaky()).singleElement().asString().contains("test_b");
    assertThat(run.executed()).isEqualTo(2);
    assertThat(sandbox.outcomes).isEmpty();
  }

  @Test
  void whatFailsTwiceIsNotFlaky() throws Exception {
    var run = check(new Scripted(exited(1, B_FAILED), exited(1, B_FAILED)));

    assertThat(run.succeeded()).isFalse();
    assertThat(run.flaky()).isEmpty();
    assertThat(run.failing()).singleElement().asString().contains("test_b");
  }

  @Test
  void aSecondRunOfFewerTestsDoesNotCount() throws Exception {
    var fewer = "test_a (t.T.test_a) ... ok\n-----\nRan 1 test in 0.1s\n\nOK\n";

    var run = check(new Scripted(exited(1, B_FAILED), exited(0, fewer)));

    assertThat(run.succeeded()).isFalse();
    assertThat(run.executed()).isEqualTo(2);
  }

  @Test
  void whatFailsWithoutANamedTestIsNotRunAgain() throws Exception {
    var sandbox = new Scripted(exited(2, "no such module\n"));

    assertThat(check(sandbox).succeeded()).isFalse();
    assertThat(sandbox.outcomes).isEmpty();
  }

  @Test
  void aSecondRunHasWhatItNeedsOfTheCommandsBefore() throws Exception {
    var sandbox =
        new Scripted(
            exited(0, "built\n"),
            exited(1, B_FAILED),
            exited(0, "packed\n"),
            exited(0, "built again\n"),
            exited(0, PASSED));

    var runs = check(sandbox, List.of("build", "check", "pack"));

    assertThat(sandbox.outcomes).as("nothing is packed again").isEmpty();
    assertThat(runs).allMatch(CheckRun::succeeded);
    assertThat(runs.get(1).flaky()).singleElement().asString().contains("test_b");
    assertThat(runs.get(0).output()).contains("built").doesNotContain("again");
  }

  private CheckRun check(Sandbox sandbox) throws Exception {
    return check(sandbox, List.of("check")).getFirst();
  }

  private List<CheckRun> check(Sandbox sandbox, List<String> commands) throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var real = Bubblewrap.open(SandboxSettings.in(directory.resolve("sandbox")))) {
      var workspaces = new Workspaces(directory.resolve("root"), real, SandboxUser.ofThisProcess());
      var mirror = workspaces.mirror("one", new RepositorySource(repository().toString()));
      var checks =
          new Checks(sandbox, new CleanTrees(workspaces), Redaction.of(Set.of()), Optional.empty());
      var configuration = RepositoryConfiguration.EMPTY.withVerify(commands);
      var head = mirror.head(new BranchName("main"));
      return checks.run(mirror, configuration, new Network.None(), head);
    }
  }

  private Path repository() throws IOException, InterruptedException {
    var repository = Files.createDirectories(directory.resolve("repository"));
    Files.writeString(repository.resolve("file"), "content\n");
    git(repository, "init", "--quiet", "--initial-branch=main");
    git(repository, "add", "file");
    git(repository, "-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-qm", "Begin");
    return repository;
  }

  private static void git(Path repository, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static Outcome exited(int code, String output) {
    return new Outcome.Exited(
        code, new Output(output, output.length(), Optional.empty()), Duration.ZERO);
  }

  /// Answers each run with the next outcome.
  private static final class Scripted implements Sandbox {
    private final Queue<Outcome> outcomes;

    Scripted(Outcome... outcomes) {
      this.outcomes = new ArrayDeque<>(List.of(outcomes));
    }

    @Override
    public Outcome run(Command command, OutputListener listener) {
      return outcomes.remove();
    }

    @Override
    public TaskSandbox open(Path directory) {
      throw new AssertionError("Checks run in fresh sandboxes");
    }

    @Override
    public Isolation isolation() {
      throw new AssertionError("Nobody asks");
    }
  }
}
