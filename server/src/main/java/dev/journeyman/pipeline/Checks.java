package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.workspace.Treeish;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs a repository's setup and verify commands on a clean copy of a tree, each in a fresh
/// sandbox.
final class Checks {

  private static final Duration TIMEOUT = Duration.ofMinutes(30);
  private static final int KEPT_BYTES = 64 * 1024;
  private static final int SHOWN = 6_000;

  private final Sandbox sandbox;
  private final CleanTrees trees;
  private final TestCounter counter;

  Checks(Sandbox sandbox, CleanTrees trees, TestCounter counter) {
    this.sandbox = sandbox;
    this.trees = trees;
    this.counter = counter;
  }

  /// The verify commands on this tree; a setup command that fails ends the run and is listed.
  List<CheckRun> run(Shift shift, Treeish tree) {
    var configuration = shift.repository().configuration();
    var runs = new ArrayList<CheckRun>();
    try (var clean = trees.open(shift, tree)) {
      for (var command : configuration.setup()) {
        var run = run(clean, command);
        if (!run.succeeded()) {
          runs.add(run);
          return runs;
        }
      }
      for (var command : configuration.verify()) {
        runs.add(run(clean, command));
      }
    }
    return runs;
  }

  private CheckRun run(CleanTrees.Clean clean, String script) {
    var command =
        clean
            .prepare(Command.script(clean.directory(), script))
            .with(Limits.standard().withTimeout(TIMEOUT).withKeptOutput(KEPT_BYTES));
    long started = System.nanoTime();
    var outcome = sandbox.run(command, OutputListener.SILENT);
    return result(clean.directory(), script, outcome, (System.nanoTime() - started) / 1_000_000);
  }

  private CheckRun result(Path directory, String script, Outcome outcome, long millis) {
    var output = outcome.written().text();
    var counts = counter.count(directory, output);
    return switch (outcome) {
      case Outcome.Exited(int code, _, _) ->
          run(script, code, "exited with " + code, counts, millis, output);
      case Outcome.TimedOut _ ->
          run(script, null, "did not end within " + TIMEOUT, counts, millis, output);
      case Outcome.OutOfMemory _ -> run(script, null, "ran out of memory", counts, millis, output);
      case Outcome.DiskQuotaExceeded _ ->
          run(script, null, "wrote too much", counts, millis, output);
      case Outcome.Cancelled _ -> run(script, null, "was stopped", counts, millis, output);
      case Outcome.Unavailable(String reason) ->
          throw new StageFailedException(
              "The sandbox could not run: " + reason,
              Category.SANDBOX,
              "Run `./journeyman doctor` on the service's host, then retry the task");
    };
  }

  private static CheckRun run(
      String script,
      @org.jspecify.annotations.Nullable Integer code,
      String ended,
      TestCounter.Counts counts,
      long millis,
      String output) {
    return new CheckRun(
        script,
        code,
        ended,
        counts.executed(),
        counts.passed(),
        counts.failed(),
        counts.skipped(),
        counts.failing(),
        millis,
        output.length() <= SHOWN ? output : "…" + output.substring(output.length() - SHOWN));
  }

  /// Whether there is anything to run.
  static boolean any(RepositoryConfiguration configuration) {
    return !configuration.verify().isEmpty();
  }
}
