package dev.journeyman.pipeline;

import dev.journeyman.agent.testreport.ReportedRun;
import dev.journeyman.agent.testreport.TestCounts;
import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.Treeish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs a repository's setup and verify commands on a clean copy of a tree, each in a fresh
/// sandbox.
final class Checks {

  private static final Duration TIMEOUT = Duration.ofMinutes(30);
  private static final int KEPT_BYTES = 64 * 1024;
  private static final int SHOWN = 6_000;

  private final Sandbox sandbox;
  private final CleanTrees trees;
  private final Redaction redaction;
  private final Optional<CheckLogs> logs;

  /// @param logs empty where nobody reads more than the end
  Checks(Sandbox sandbox, CleanTrees trees, Redaction redaction, Optional<CheckLogs> logs) {
    this.logs = logs;
    this.sandbox = sandbox;
    this.trees = trees;
    this.redaction = redaction;
  }

  /// The verify commands on this tree; a setup command that fails ends the run and is listed.
  ///
  /// @throws InterruptedException if somebody stopped it: what ran then says nothing
  List<CheckRun> run(
      Mirror mirror, RepositoryConfiguration configuration, Network network, Treeish tree)
      throws InterruptedException {
    var runs = new ArrayList<CheckRun>();
    var hiding = redaction.and(configuration.passwords());
    try (var clean = trees.open(mirror, configuration, network, tree)) {
      if (setUp(clean, configuration, runs)) {
        for (var command : configuration.verify()) {
          runs.add(run(clean, command, hiding));
        }
      }
    }
    stopIfAsked();
    return runs.stream().noneMatch(Checks::mayBeFlaky)
        ? runs
        : onceMore(mirror, configuration, network, tree, runs);
  }

  private static void stopIfAsked() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("The checks were stopped");
    }
  }

  private static boolean mayBeFlaky(CheckRun run) {
    return !run.succeeded() && !run.failing().isEmpty();
  }

  /// Runs commands with failing tests once more on another clean copy, after those that they may
  /// need: what passes then is flaky.
  private List<CheckRun> onceMore(
      Mirror mirror,
      RepositoryConfiguration configuration,
      Network network,
      Treeish tree,
      List<CheckRun> first)
      throws InterruptedException {
    var runs = new ArrayList<CheckRun>();
    var hiding = redaction.and(configuration.passwords());
    try (var clean = trees.open(mirror, configuration, network, tree)) {
      if (!setUp(clean, configuration, new ArrayList<>())) {
        return first;
      }
      int wanted = (int) first.stream().filter(Checks::mayBeFlaky).count();
      for (var run : first) {
        var again = wanted > 0 ? run(clean, run.command(), hiding) : run;
        runs.add(mayBeFlaky(run) ? compared(run, again) : run);
        wanted -= mayBeFlaky(run) ? 1 : 0;
      }
    }
    stopIfAsked();
    return runs;
  }

  private static CheckRun compared(CheckRun first, CheckRun second) {
    var flaky = first.failing().stream().filter(name -> !second.failing().contains(name)).toList();
    return second.executed() < first.executed() ? first : second.withFlaky(flaky);
  }

  private boolean setUp(
      CleanTrees.Clean clean, RepositoryConfiguration configuration, List<CheckRun> runs) {
    var hiding = redaction.and(configuration.passwords());
    for (var command : configuration.setup()) {
      var run = run(clean, command, hiding);
      if (!run.succeeded()) {
        runs.add(run);
        return false;
      }
    }
    return true;
  }

  private CheckRun run(CleanTrees.Clean clean, String script, Redaction hiding) {
    var reported = ReportedRun.fresh();
    var command =
        clean
            .prepare(Command.of(clean.directory(), reported.program(script)))
            .with(Limits.standard().withTimeout(TIMEOUT).withKeptOutput(KEPT_BYTES));
    long started = System.nanoTime();
    var outcome = sandbox.run(command, OutputListener.SILENT);
    var parsed = reported.parse(hiding.of(outcome.written().text()));
    return result(script, outcome, parsed, clean, (System.nanoTime() - started) / 1_000_000);
  }

  private CheckRun result(
      String script,
      Outcome outcome,
      ReportedRun.Parsed parsed,
      CleanTrees.Clean clean,
      long millis) {
    var counts = parsed.counts(clean.files());
    var output = parsed.text();
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

  private CheckRun run(
      String script,
      @Nullable Integer code,
      String ended,
      TestCounts counts,
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
        List.of(),
        millis,
        output.length() <= SHOWN ? output : "…" + output.substring(output.length() - SHOWN),
        output.length() <= SHOWN ? null : logs.map(kept -> kept.keep(output)).orElse(null));
  }

  /// Whether there is anything to run.
  static boolean any(RepositoryConfiguration configuration) {
    return !configuration.verify().isEmpty();
  }
}
