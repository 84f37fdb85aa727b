package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.task.Decision;
import dev.journeyman.task.IllegalTransitionException;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import java.time.Clock;
import java.util.Map;

/// Rejects changes that nobody decided about in time. They are never approved by waiting.
final class Deadlines {

  private static final String REASON = "Nobody decided before the deadline";

  private final Database database;
  private final TaskStore tasks;
  private final AuditLog audit;
  private final Clock clock;

  Deadlines(Database database, TaskStore tasks, AuditLog audit, Clock clock) {
    this.database = database;
    this.tasks = tasks;
    this.audit = audit;
    this.clock = clock;
  }

  /// Rejects the task if its time is over.
  void look(TaskId id) {
    if (tasks.find(id).filter(this::over).isEmpty()) {
      return;
    }
    try {
      database.inTransaction(_ -> tasks.decide(id, this::rejected));
    } catch (IllegalTransitionException _) {
      // Somebody decided in the last moment.
    }
  }

  private boolean over(Task task) {
    return task.status() == TaskStatus.PENDING_APPROVAL
        && task.details().decisions().gateOrUsual().expired(clock.instant());
  }

  private Task rejected(Task task) {
    if (!over(task)) {
      throw new IllegalTransitionException(task.id(), task.status(), TaskStatus.REJECTED);
    }
    audit.append(
        task.tenant(),
        Decision.SERVICE,
        "",
        "task.reject",
        task.id().toString(),
        Map.of("reason", REASON));
    var details = task.details();
    var decision = new Decision(Decision.SERVICE, clock.instant(), REASON);
    return task.with(details.with(details.decisions().with(Milestone.REJECTED, decision)))
        .become(TaskStatus.REJECTED, REASON);
  }
}
