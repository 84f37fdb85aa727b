package dev.journeyman.pipeline;

import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Step;
import dev.journeyman.workspace.TreeId;
import java.time.Duration;
import java.util.Optional;

/// Runs the check of a step in a fresh sandbox on a snapshot of the tree, so that nothing the agent
/// left in its own sandbox has a say.
final class StepCheck {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final int SHOWN_BYTES = 8_000;

  private final Sandbox sandbox;
  private final CleanTrees trees;
  private final Redaction redaction;

  StepCheck(Sandbox sandbox, CleanTrees trees, Redaction redaction) {
    this.sandbox = sandbox;
    this.trees = trees;
    this.redaction = redaction;
  }

  /// What is wrong with the tree as it is now, in words for the model; empty if the check passed.
  ///
  /// @throws IllegalStateException if the worker was asked to stop meanwhile
  Optional<String> problem(Shift shift, Step step) {
    return problem(shift, step, shift.snapshot());
  }

  /// What is wrong with another tree.
  Optional<String> problem(Shift shift, Step step, TreeId tree) {
    try (var clean = trees.open(shift, tree)) {
      var command =
          clean
              .prepare(Command.script(clean.directory(), step.check()))
              .with(Limits.standard().withTimeout(TIMEOUT).withKeptOutput(SHOWN_BYTES));
      var outcome = sandbox.run(command, OutputListener.SILENT);
      requireUndisturbed(step);
      var hiding = redaction.and(shift.repository().configuration().passwords());
      return problem(step, outcome).map(hiding::of);
    }
  }

  /// A check that was stopped says nothing of the tree: what comes of it must not be kept.
  private static void requireUndisturbed(Step step) {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("The check `%s` was stopped".formatted(step.check()));
    }
  }

  private static Optional<String> problem(Step step, Outcome outcome) {
    var what =
        switch (outcome) {
          case Outcome.Exited(int code, _, _) -> "it exited with " + code;
          case Outcome.TimedOut _ -> "it did not end within " + TIMEOUT;
          case Outcome.OutOfMemory _ -> "it ran out of memory";
          case Outcome.DiskQuotaExceeded _ -> "it wrote too much";
          case Outcome.Cancelled _ -> "it was stopped";
          case Outcome.Unavailable(String reason) -> throw unavailable(reason);
        };
    if (outcome.succeeded()) {
      return Optional.empty();
    }
    var written = outcome.written().text().strip();
    return Optional.of(
        "The check `%s` failed: %s. It wrote%s"
            .formatted(step.check(), what, written.isEmpty() ? " nothing." : ":\n" + written));
  }

  private static StageFailedException unavailable(String reason) {
    return new StageFailedException(
        "The sandbox could not run: " + reason,
        Category.SANDBOX,
        "Run `./journeyman doctor` on the service's host, then retry the task");
  }
}
