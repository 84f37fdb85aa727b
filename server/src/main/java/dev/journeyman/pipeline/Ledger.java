package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.pipeline.TaskActions.Actor;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskStore;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Writes decisions down: the change of the task, its events, the job that it needs and the audit
/// record are one transaction. The task is locked before the end of the audit chain, everywhere.
public final class Ledger {

  private final Database database;
  private final TaskStore tasks;
  private final AuditLog audit;

  public Ledger(Database database, TaskStore tasks, AuditLog audit) {
    this.database = database;
    this.tasks = tasks;
    this.audit = audit;
  }

  /// @param change sees the task as it is under its lock, and may throw to undo everything
  Task decide(
      Actor actor,
      Task task,
      String action,
      Optional<String> reason,
      UnaryOperator<Task> change,
      TaskEvent.Draft... events) {
    return database.inTransaction(
        _ -> {
          var decided = tasks.decide(task.id(), change, events);
          record(actor, decided, action, reason);
          return decided;
        });
  }

  /// Does something else to a task, with its audit record.
  Task act(Actor actor, Task task, String action, Supplier<Task> deed) {
    return database.inTransaction(
        _ -> {
          var done = deed.get();
          record(actor, task, action, Optional.empty());
          return done;
        });
  }

  private void record(Actor actor, Task task, String action, Optional<String> reason) {
    var detail = new HashMap<String, Object>();
    var revision = task.details().revision();
    reason.ifPresent(text -> detail.put("reason", text));
    Optional.ofNullable(revision.tree()).ifPresent(tree -> detail.put("tree", tree));
    Optional.ofNullable(revision.base()).ifPresent(base -> detail.put("base", base));
    Optional.ofNullable(EvidenceStore.hashOf(task)).ifPresent(hash -> detail.put("evidence", hash));
    detail.put("branch", task.request().targetBranch());
    audit.append(
        actor.tenant(), actor.user(), actor.address(), action, task.id().toString(), detail);
  }
}
