package dev.journeyman.pipeline;

import dev.journeyman.task.Step;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.workspace.Checkpoint;
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
    return TaskEvents.of(
        TaskEvent.Type.CHECKPOINT,
        Map.of(
            "step", checkpoint.number(),
            "commit", checkpoint.commit().value(),
            "tree", checkpoint.tree().value(),
            "message", checkpoint.subject()));
  }
}
