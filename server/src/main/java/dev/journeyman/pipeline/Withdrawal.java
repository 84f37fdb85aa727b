package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Task;
import java.util.Map;

/// Takes back what was approved because it will not be what lands: the work goes back to its
/// author.
record Withdrawal(AuditLog audit) {

  /// The task without its approval; written down if it had one. To be called where the task is
  /// changed.
  Task of(Task task, String reason) {
    var details = task.details();
    if (details.decisions().at(Milestone.APPROVED).isEmpty()) {
      return task;
    }
    audit.append(
        task.tenant(),
        Decision.SERVICE,
        "",
        "approval.withdraw",
        task.id().toString(),
        Map.of("reason", reason, "tree", String.valueOf(details.revision().tree())));
    return task.with(details.with(details.decisions().without(Milestone.APPROVED)));
  }
}
