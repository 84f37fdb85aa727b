package dev.journeyman.pipeline;

import dev.journeyman.learning.LearningStore;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Failure;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a task ends that cannot go on: with a reason, a remedy, an untouched target branch, and
/// nothing left behind.
public final class Endings {

  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final LearningStore learnings;
  private final Gates gates;
  private final Clock clock;

  Endings(LearningStore learnings, Gates gates, Clock clock) {
    this.learnings = learnings;
    this.gates = gates;
    this.clock = clock;
  }

  void fail(Shift shift, Failure failure) {
    var task = shift.task();
    LOG.warn("Task {} failed while {}: {}", task.id(), task.status().wire(), failure.message());
    switch (task.status()) {
      case APPROVED -> shift.change(now -> ended(now, failure, TaskStatus.DEPLOYMENT_FAILED));
      case ROLLING_BACK -> shift.change(now -> ended(now, failure, TaskStatus.ROLLBACK_FAILED));
      case LEARNING ->
          shift.change(
              now ->
                  gates.waiting(
                      failed(now, failure),
                      shift.repository().configuration().approval(),
                      List.of("Learning failed: " + failure.message()),
                      "Waiting for approval"));
      case REJECTED -> shift.change(Endings::rolledBack);
      case QUEUED,
          ANALYZING,
          PLANNING,
          EXECUTING,
          VERIFYING,
          PENDING_APPROVAL,
          COMPLETED,
          DEPLOYMENT_FAILED,
          ROLLBACK_FAILED,
          FAILED,
          CANCELLED,
          ROLLED_BACK ->
          fail(shift, task, failure);
    }
  }

  private void fail(Shift shift, Task task, Failure failure) {
    shift.change(
        now -> {
          learnings.add(
              now, false, List.of(), List.of("A task like this failed: " + failure.message()));
          var details = now.details();
          var at = new Decision(Decision.SERVICE, clock.instant(), failure.message());
          return ended(now, failure, TaskStatus.FAILED)
              .with(
                  details
                      .with(details.verdict().with(failure))
                      .with(details.decisions().with(Milestone.FAILED, at))
                      .with(new dev.journeyman.task.Progress("Failed: " + failure.message(), 0)));
        });
    discard(shift, task);
  }

  private static void discard(Shift shift, Task task) {
    try {
      shift.discard();
    } catch (RuntimeException e) {
      LOG.warn(
          "Could not clean up after task {}; it is tried again at the next start", task.id(), e);
    }
  }

  private static Task ended(Task task, Failure failure, TaskStatus status) {
    return failed(task, failure).become(status, failure.message());
  }

  private static Task failed(Task task, Failure failure) {
    var details = task.details();
    return task.with(details.with(details.verdict().with(failure)));
  }

  private static Task rolledBack(Task task) {
    return task.become(TaskStatus.ROLLED_BACK, "Rejected; nothing was landed");
  }
}
