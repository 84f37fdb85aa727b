package dev.journeyman.pipeline;

import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.workspace.CommitId;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs a repository's own deploy command and health check on what has landed. The agent never
/// does.
final class Deployment {

  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private final Sandbox sandbox;
  private final CleanTrees trees;

  Deployment(Sandbox sandbox, CleanTrees trees) {
    this.sandbox = sandbox;
    this.trees = trees;
  }

  /// @throws StageFailedException if a command fails; the change has landed then and stays
  void run(Shift shift) {
    var configuration = shift.repository().configuration();
    if (configuration.deploy() == null && configuration.healthCheck() == null) {
      return;
    }
    var landed = Objects.requireNonNull(shift.task().details().revision().landed());
    try (var clean = trees.open(shift, shift.mirror().tree(new CommitId(landed)))) {
      run(shift, clean, "deploy", configuration.deploy());
      run(shift, clean, "health check", configuration.healthCheck());
    }
  }

  private void run(Shift shift, CleanTrees.Clean clean, String what, @Nullable String script) {
    if (script == null) {
      return;
    }
    var command =
        clean
            .prepare(Command.script(clean.directory(), script))
            .with(Limits.standard().withTimeout(TIMEOUT));
    var outcome = sandbox.run(command, OutputListener.SILENT);
    shift.change(task -> task, event(what, script, outcome));
    if (!outcome.succeeded()) {
      throw new StageFailedException(
          "The change has landed, but the %s command failed: %s"
              .formatted(what, outcome.written().text()),
          Category.DEPLOYMENT,
          "Mend what the output names and retry, or roll the task back");
    }
  }

  private static TaskEvent.Draft event(String what, String script, Outcome outcome) {
    return TaskEvents.of(
        TaskEvent.Type.STAGE,
        Map.of(
            "stage",
            what,
            "command",
            script,
            "succeeded",
            outcome.succeeded(),
            "output",
            outcome.written().text()));
  }
}
