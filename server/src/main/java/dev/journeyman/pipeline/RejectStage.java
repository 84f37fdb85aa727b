package dev.journeyman.pipeline;

import dev.journeyman.learning.LearningStore;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.TaskStatus;
import java.time.Clock;
import java.util.List;

/// Rejected: branch, tree and processes of the task go; what is learned is that it was not wanted.
record RejectStage(LearningStore learnings, Clock clock) implements Stage {

  @Override
  public void run(Shift shift) {
    shift.discard();
    shift.change(
        task -> {
          var details = task.details();
          var reason =
              details.decisions().at(Milestone.REJECTED).map(Decision::reason).stream().toList();
          learnings.add(
              task,
              false,
              List.of(),
              reason.stream().map(text -> "A change like this was rejected: " + text).toList());
          return task.with(
                  details.with(
                      details
                          .decisions()
                          .with(Milestone.ROLLED_BACK, Decision.byService(clock.instant()))))
              .become(TaskStatus.ROLLED_BACK, "Rejected; nothing was landed");
        });
  }
}
