package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.CommitId;
import java.util.Map;

/// Writes down that a change has landed.
record LandingNote(AuditLog audit) {

  /// The task as it stands then. To be called where the task is changed: a restart finds both or
  /// neither.
  Task of(Task task, CommitId landed) {
    var revision = task.details().revision();
    audit.append(
        task.tenant(),
        Decision.SERVICE,
        "",
        "branch.land",
        task.id().toString(),
        Map.of(
            "repository", task.repositoryName(),
            "branch", task.request().targetBranch(),
            "commit", landed.value(),
            "tree", String.valueOf(revision.tree())));
    return task.with(task.details().with(revision.withLanded(landed.value())));
  }
}
