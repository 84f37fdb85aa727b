package dev.journeyman.pipeline;

import dev.journeyman.task.Decision;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Carries out what people decide about changes. What takes longer is done by a worker, for which
/// these methods wait a while.
public final class Decider implements TaskActions {

  private static final Set<TaskStatus> LANDED_OR_NOT =
      EnumSet.of(
          TaskStatus.COMPLETED,
          TaskStatus.PENDING_APPROVAL,
          TaskStatus.DEPLOYMENT_FAILED,
          TaskStatus.ROLLED_BACK,
          TaskStatus.ROLLBACK_FAILED,
          TaskStatus.FAILED);
  private static final Set<TaskStatus> BACK_OR_NOT =
      EnumSet.of(TaskStatus.ROLLED_BACK, TaskStatus.COMPLETED, TaskStatus.ROLLBACK_FAILED);

  private final Ledger ledger;
  private final TaskStore tasks;
  private final Changes changes;
  private final TaskWaiter waiter;
  private final Clock clock;

  public Decider(Ledger ledger, TaskStore tasks, Changes changes, TaskWaiter waiter, Clock clock) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.changes = changes;
    this.waiter = waiter;
    this.clock = clock;
  }

  @Override
  public Outcome approve(
      Actor actor, Task task, Seen seen, Optional<String> reason, Duration wait) {
    var guard = new SeenGuard(seen);
    try {
      var decided =
          ledger.decide(
              actor,
              task,
              "task.approve",
              reason,
              now -> {
                var next = Approving.of(now, actor, decision(actor, reason));
                guard.check(now);
                return next;
              });
      return decided.status() == TaskStatus.PENDING_APPROVAL
          ? new Outcome.Waiting(decided, decided.details().progress().currentStep())
          : Outcomes.ofLanding(waiter.await(task.id(), LANDED_OR_NOT, wait));
    } catch (SeenGuard.Moved e) {
      return new Outcome.TreeMoved(tasks.find(task.id()).orElseThrow(), e.waiting());
    } catch (Approving.RefusedException e) {
      return new Outcome.Refused(task, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Outcome reject(Actor actor, Task task, Optional<String> reason, Duration wait) {
    ledger.decide(
        actor,
        task,
        "task.reject",
        reason,
        now ->
            decided(now, Milestone.REJECTED, decision(actor, reason))
                .become(TaskStatus.REJECTED, "Rejected; cleaning up"));
    return Outcomes.ofRejection(waiter.await(task.id(), Set.of(TaskStatus.ROLLED_BACK), wait));
  }

  @Override
  public Outcome rollback(Actor actor, Task task, Optional<String> reason, Duration wait) {
    if (task.details().revision().landed() != null) {
      var preview = changes.rollback(task);
      if (!preview.conflicts().isEmpty()) {
        return Outcomes.conflict(task, preview.conflicts());
      }
    }
    ledger.decide(
        actor,
        task,
        "task.rollback",
        reason,
        now ->
            decided(now, Milestone.ROLLBACK_REQUESTED, decision(actor, reason))
                .become(TaskStatus.ROLLING_BACK, "Rolling back"));
    return Outcomes.ofRollback(waiter.await(task.id(), BACK_OR_NOT, wait));
  }

  @Override
  public Outcome review(Actor actor, Task task, Review review) {
    var guard = new SeenGuard(new Seen(review.tree(), Optional.empty()));
    try {
      var changed =
          ledger.decide(
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
    } catch (SeenGuard.Moved e) {
      return new Outcome.TreeMoved(tasks.find(task.id()).orElseThrow(), e.waiting());
    }
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

  private Decision decision(Actor actor, Optional<String> reason) {
    return new Decision(actor.user(), clock.instant(), reason.orElse(null));
  }
}
