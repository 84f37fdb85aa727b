package dev.journeyman.pipeline;

import dev.journeyman.task.Step;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.workspace.Checkpoint;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.TreeId;
import java.util.Locale;
import java.util.Map;

/// The events of steps and checkpoints.
final class StepEvents {

  private StepEvents() {}

  /// @param index of the step, from 0
  static TaskEvent.Draft step(int index, Step step, Step.Status status) {
    return TaskEvents.of(
        TaskEvent.Type.STEP,
        Map.of(
            "number", index + 1,
            "action", step.action(),
            "target", step.target(),
            "description", step.description(),
            "status", status.name().toLowerCase(Locale.ROOT)));
  }

  static TaskEvent.Draft checkpoint(Checkpoint checkpoint) {
    return checkpoint(
        checkpoint.number(), checkpoint.commit(), checkpoint.tree(), checkpoint.subject());
  }

  static TaskEvent.Draft checkpoint(int number, CommitId commit, TreeId tree, String message) {
    return TaskEvents.of(
        TaskEvent.Type.CHECKPOINT,
        Map.of("step", number, "commit", commit.value(), "tree", tree.value(), "message", message));
  }
}
