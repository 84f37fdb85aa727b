package dev.journeyman.pipeline;

import dev.journeyman.pipeline.TaskActions.Actor;
import dev.journeyman.task.Decision;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cancels, pauses, steers and repeats tasks.
public final class Steersman implements TaskSteering {

  private final Ledger ledger;
  private final TaskStore tasks;
  private final Steering steering;
  private final Changes changes;
  private final Clock clock;

  public Steersman(
      Ledger ledger, TaskStore tasks, Steering steering, Changes changes, Clock clock) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.steering = steering;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public Task cancel(Actor actor, Task task) {
    var cancelled =
        ledger.decide(
            actor,
            task,
            "task.cancel",
            Optional.empty(),
            now ->
                now.with(
                        now.details()
                            .with(
                                now.details()
                                    .decisions()
                                    .with(Milestone.CANCELLED, decision(actor))))
                    .become(TaskStatus.CANCELLED, "Cancelled by " + actor.user()));
    if (!task.status().running() || cancelled.paused()) {
      // A running task is cleaned up by its worker, once it has let go; a paused one has none.
      changes.discard(cancelled);
    }
    return cancelled;
  }

  @Override
  public Task pause(Actor actor, Task task) {
    return ledger.decide(
        actor,
        task,
        "task.pause",
        Optional.empty(),
        now -> paused(allowed(now, TaskAction.PAUSE), decision(actor)));
  }

  @Override
  public Task resume(Actor actor, Task task) {
    return ledger.decide(
        actor,
        task,
        "task.resume",
        Optional.empty(),
        now -> paused(allowed(now, TaskAction.RESUME), null));
  }

  @Override
  public Task message(Actor actor, Task task, String text) {
    return ledger.act(
        actor,
        task,
        "task.message",
        () -> {
          steering.send(task.id(), actor.user(), text);
          return tasks.note(
              task.id(),
              TaskEvents.of(TaskEvent.Type.MESSAGE, Map.of("from", actor.user(), "text", text)));
        });
  }

  @Override
  public Task retry(Actor actor, Task task) {
    return switch (task.status()) {
      case DEPLOYMENT_FAILED -> goOn(actor, task, TaskStatus.APPROVED, "Landing again");
      case ROLLBACK_FAILED -> goOn(actor, task, TaskStatus.ROLLING_BACK, "Rolling back again");
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

  private Task goOn(Actor actor, Task task, TaskStatus next, String line) {
    return ledger.decide(
        actor,
        task,
        "task.retry",
        Optional.empty(),
        now -> now.with(now.details().with(now.details().verdict().settled())).become(next, line));
  }

  private Task again(Actor actor, Task task) {
    return ledger.act(
        actor,
        task,
        "task.retry",
        () ->
            tasks.submit(
                task.tenant(),
                task.repository(),
                task.request().retryOf(task.id().toString()),
                actor.user()));
  }

  private static Task allowed(Task task, TaskAction action) {
    if (!task.availableActions().contains(action)) {
      throw new IllegalTransitionException(task.id(), task.status(), task.status());
    }
    return task;
  }

  private static Task paused(Task task, @Nullable Decision decision) {
    var details = task.details();
    return task.with(details.with(details.decisions().withPaused(decision)));
  }

  private Decision decision(Actor actor) {
    return new Decision(actor.user(), clock.instant(), null);
  }
}
