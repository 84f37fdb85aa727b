package dev.journeyman.pipeline;

import dev.journeyman.task.Decision;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.TaskStatus;
import java.time.Clock;

/// Queued: a worker takes the task up.
record BeginStage(Clock clock, String agentVersion) implements Stage {

  @Override
  public void run(Shift shift) {
    shift.change(
        task -> {
          var details = task.details();
          var started =
              details
                  .with(details.work().withAgentVersion(agentVersion))
                  .with(
                      details
                          .decisions()
                          .with(Milestone.STARTED, Decision.byService(clock.instant())));
          return task.with(started).become(TaskStatus.ANALYZING, "Looking at the repository");
        });
  }
}
