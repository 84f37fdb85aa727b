package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.task.Approval;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Failure;
import dev.journeyman.task.IllegalTransitionException;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Steering;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskAction;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Carries out what people decide. A decision, its audit record and the job it needs are one
/// transaction; what takes longer is done by a worker, for which these methods wait a while.
public final class Decider implements TaskActions {

  private static final Set<TaskStatus> LANDED_OR_NOT =
      Set.of(
          TaskStatus.COMPLETED,
          TaskStatus.PENDING_APPROVAL,
          TaskStatus.DEPLOYMENT_FAILED,
          TaskStatus.ROLLED_BACK,
          TaskStatus.ROLLBACK_FAILED,
          TaskStatus.FAILED);
  private static final Set<TaskStatus> BACK_OR_NOT =
      Set.of(TaskStatus.ROLLED_BACK, TaskStatus.COMPLETED, TaskStatus.ROLLBACK_FAILED);

  private final Database database;
  private final TaskStore tasks;
  private final Steering steering;
  private final AuditLog audit;
  private final Changes changes;
  private final TaskWaiter waiter;
  private final Clock clock;

  public Decider(
      Database database,
      TaskStore tasks,
      Steering steering,
      AuditLog audit,
      Changes changes,
      TaskWaiter waiter,
      Clock clock) {
    this.database = database;
    this.tasks = tasks;
    this.steering = steering;
    this.audit = audit;
    this.changes = changes;
    this.waiter = waiter;
    this.clock = clock;
  }

  @Override
  public Outcome approve(
      Actor actor, Task task, Optional<String> tree, Optional<String> reason, Duration wait) {
    var moved = new TreeGuard(tree);
    try {
      decide(
          actor,
          task,
          "task.approve",
          reason,
          now -> {
            moved.check(now);
            return approved(now, decision(actor, reason));
          });
    } catch (TreeGuard.Moved e) {
      return new Outcome.TreeMoved(tasks.find(task.id()).orElseThrow(), e.waiting());
    }
    return landed(waiter.await(task.id(), LANDED_OR_NOT, wait));
  }

  @Override
  public Outcome reject(Actor actor, Task task, Optional<String> reason, Duration wait) {
    decide(
        actor,
        task,
        "task.reject",
        reason,
        now ->
            decided(now, Milestone.REJECTED, decision(actor, reason))
                .become(TaskStatus.REJECTED, "Rejected; cleaning up"));
    return done(waiter.await(task.id(), Set.of(TaskStatus.ROLLED_BACK), wait));
  }

  @Override
  public Outcome rollback(Actor actor, Task task, Optional<String> reason, Duration wait) {
    if (task.details().revision().landed() != null) {
      var preview = changes.rollback(task);
      if (!preview.conflicts().isEmpty()) {
        return conflict(task, preview.conflicts());
      }
    }
    decide(
        actor,
        task,
        "task.rollback",
        reason,
        now ->
            decided(now, Milestone.ROLLBACK_REQUESTED, decision(actor, reason))
                .become(TaskStatus.ROLLING_BACK, "Rolling back"));
    return rolledBack(waiter.await(task.id(), BACK_OR_NOT, wait));
  }

  @Override
  public Outcome review(Actor actor, Task task, Review review) {
    var guard = new TreeGuard(review.tree());
    try {
      var changed =
          decide(
              actor,
              task,
              review.requestChanges() ? "task.request_changes" : "task.comment",
              Optional.of(review.summary()),
              now -> {
                guard.check(now);
                return review.requestChanges() ? sentBack(now, review) : now;
              },
              TaskEvents.of(
                  TaskEvent.Type.MESSAGE,
                  Map.of("from", actor.user(), "text", ReviewText.of(review))));
      return new Outcome.Done(changed, List.of());
    } catch (TreeGuard.Moved e) {
      return new Outcome.TreeMoved(tasks.find(task.id()).orElseThrow(), e.waiting());
    }
  }

  @Override
  public Task cancel(Actor actor, Task task) {
    var cancelled =
        decide(
            actor,
            task,
            "task.cancel",
            Optional.empty(),
            now ->
                decided(now, Milestone.CANCELLED, decision(actor, Optional.empty()))
                    .become(TaskStatus.CANCELLED, "Cancelled by " + actor.user()));
    if (!task.status().running()) {
      // A running task is cleaned up by its worker, once it has let go.
      changes.discard(cancelled);
    }
    return cancelled;
  }

  @Override
  public Task pause(Actor actor, Task task) {
    return decide(
        actor,
        task,
        "task.pause",
        Optional.empty(),
        now -> {
          require(now, TaskAction.PAUSE);
          return paused(now, decision(actor, Optional.empty()));
        });
  }

  @Override
  public Task resume(Actor actor, Task task) {
    return decide(
        actor,
        task,
        "task.resume",
        Optional.empty(),
        now -> {
          require(now, TaskAction.RESUME);
          return paused(now, null);
        });
  }

  @Override
  public Task message(Actor actor, Task task, String text) {
    return database.inTransaction(
        _ -> {
          steering.send(task.id(), actor.user(), text);
          record(actor, task, "task.message", Optional.empty());
          return tasks.note(
              task.id(),
              TaskEvents.of(TaskEvent.Type.MESSAGE, Map.of("from", actor.user(), "text", text)));
        });
  }

  @Override
  public Task retry(Actor actor, Task task) {
    return switch (task.status()) {
      case DEPLOYMENT_FAILED ->
          decide(
              actor,
              task,
              "task.retry",
              Optional.empty(),
              now -> now.become(TaskStatus.APPROVED, "Landing again"));
      case ROLLBACK_FAILED ->
          decide(
              actor,
              task,
              "task.retry",
              Optional.empty(),
              now -> now.become(TaskStatus.ROLLING_BACK, "Rolling back again"));
      case FAILED, CANCELLED, ROLLED_BACK -> again(actor, task);
      case QUEUED,
          ANALYZING,
          PLANNING,
          EXECUTING,
          VERIFYING,
          LEARNING,
          PENDING_APPROVAL,
          APPROVED,
          COMPLETED,
          REJECTED,
          ROLLING_BACK ->
          throw new IllegalTransitionException(task.id(), task.status(), TaskStatus.QUEUED);
    };
  }

  private Task again(Actor actor, Task task) {
    return database.inTransaction(
        _ -> {
          record(actor, task, "task.retry", Optional.empty());
          return tasks.submit(
              task.tenant(),
              task.repository(),
              task.request().retryOf(task.id().toString()),
              actor.user());
        });
  }

  private Task decide(
      Actor actor,
      Task task,
      String action,
      Optional<String> reason,
      java.util.function.UnaryOperator<Task> change,
      TaskEvent.Draft... events) {
    return database.inTransaction(
        _ -> {
          record(actor, task, action, reason);
          return tasks.decide(task.id(), change, events);
        });
  }

  private void record(Actor actor, Task task, String action, Optional<String> reason) {
    var detail = new HashMap<String, Object>();
    reason.ifPresent(text -> detail.put("reason", text));
    var tree = task.details().revision().tree();
    if (tree != null) {
      detail.put("tree", tree);
    }
    audit.append(
        actor.tenant(), actor.user(), actor.address(), action, task.id().toString(), detail);
  }

  private Task approved(Task task, Decision decision) {
    var revision = task.details().revision();
    var approval =
        new Approval(
            decision.by(),
            decision.at(),
            decision.reason(),
            Objects.requireNonNull(revision.tree()),
            Objects.requireNonNull(revision.base()),
            null);
    var next = task.become(TaskStatus.APPROVED, "Landing the change");
    var details = next.details();
    return next.with(
        details.with(details.decisions().with(approval).with(Milestone.APPROVED, decision)));
  }

  private static Task sentBack(Task task, Review review) {
    var details = task.details();
    return task.with(details.with(details.work().reviewed(ReviewText.of(review))))
        .become(TaskStatus.EXECUTING, "Working on the comments");
  }

  private static Task decided(Task task, Milestone milestone, Decision decision) {
    var details = task.details();
    return task.with(details.with(details.decisions().with(milestone, decision)));
  }

  private static Task paused(Task task, @Nullable Decision decision) {
    var details = task.details();
    return task.with(details.with(details.decisions().withPaused(decision)));
  }

  private Decision decision(Actor actor, Optional<String> reason) {
    return new Decision(actor.user(), clock.instant(), reason.orElse(null));
  }

  private static void require(Task task, TaskAction action) {
    if (!task.availableActions().contains(action)) {
      throw new IllegalTransitionException(task.id(), task.status(), task.status());
    }
  }

  private static Outcome landed(Task task) {
    return switch (task.status()) {
      case PENDING_APPROVAL ->
          new Outcome.TreeMoved(task, String.valueOf(task.details().revision().tree()));
      case COMPLETED -> new Outcome.Done(task, List.of());
      case FAILED -> inTheWay(task);
      case DEPLOYMENT_FAILED -> failed(task, "Retry the landing, or roll the task back");
      case ROLLED_BACK -> takenBack(task, "It was rolled back; mend it in a new task");
      case ROLLBACK_FAILED -> failed(task, "Retry the rollback, or revert the commit by hand");
      default -> new Outcome.StillRunning(task);
    };
  }

  /// The target branch moved under the approval, and the work no longer fits it.
  private static Outcome inTheWay(Task task) {
    var failure = task.details().verdict().failure();
    return failure != null && failure.category() == Failure.Category.CONFLICT
        ? new Outcome.Conflict(task, List.of(), failure.message())
        : failed(task, "Retry the task");
  }

  /// Landed, found sick, and gone again.
  private static Outcome takenBack(Task task, String recommendation) {
    var reason =
        task.details()
            .decisions()
            .at(Milestone.ROLLBACK_REQUESTED)
            .map(Decision::reason)
            .orElse("It was rolled back");
    return new Outcome.Failed(task, reason, recommendation);
  }

  private static Outcome done(Task task) {
    return task.status() == TaskStatus.ROLLED_BACK
        ? new Outcome.Done(task, List.of())
        : new Outcome.StillRunning(task);
  }

  private static Outcome rolledBack(Task task) {
    return switch (task.status()) {
      case ROLLED_BACK -> new Outcome.Done(task, reverted(task));
      case COMPLETED -> conflict(task, List.of());
      case ROLLBACK_FAILED -> failed(task, "Retry the rollback, or revert the commit by hand");
      default -> new Outcome.StillRunning(task);
    };
  }

  private static List<String> reverted(Task task) {
    var result = task.details().verdict().result();
    return task.details().revision().reverted() == null || result == null
        ? List.of()
        : result.changes();
  }

  private static Outcome conflict(Task task, List<String> paths) {
    return new Outcome.Conflict(
        task,
        paths,
        "Later work changed the same places, so nothing was changed: "
            + paths.stream().collect(Collectors.joining(", ")));
  }

  private static Outcome failed(Task task, String recommendation) {
    Failure failure = task.details().verdict().failure();
    return failure == null
        ? new Outcome.Failed(task, "See the events of the task", recommendation)
        : new Outcome.Failed(task, failure.message(), failure.remedy());
  }
}
