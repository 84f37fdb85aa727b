package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import java.time.Clock;
import java.util.Map;

/// Queued: a worker takes the task up.
record BeginStage(AuditLog audit, Clock clock, String agentVersion, int parallelSteps)
    implements Stage {

  @Override
  public void run(Shift shift) {
    shift.change(
        task -> {
          submitted(task);
          var details = task.details();
          var started =
              details
                  .with(details.work().started(agentVersion, parallelSteps))
                  .with(
                      details
                          .decisions()
                          .with(Milestone.STARTED, Decision.byService(clock.instant())));
          return task.with(started).become(TaskStatus.ANALYZING, "Looking at the repository");
        });
  }

  /// Written down here and not with the request: the chain has one end, and requests come in
  /// crowds.
  private void submitted(Task task) {
    audit.append(
        task.tenant(),
        task.createdBy(),
        "",
        "task.submit",
        task.id().toString(),
        Map.of(
            "repository", task.repositoryName(),
            "branch", task.request().targetBranch(),
            "submittedAt", task.createdAt().toString()));
  }
}
