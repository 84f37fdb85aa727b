package dev.journeyman.pipeline;

import dev.journeyman.pipeline.TaskActions.Actor;
import dev.journeyman.task.Approval;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Decisions;
import dev.journeyman.task.IllegalTransitionException;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Progress;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import java.util.List;
import java.util.Objects;

/// What one approval does to a task, as its gate has it. Pure.
final class Approving {

  /// The gate does not let this user approve.
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  private Approving() {}

  /// @throws IllegalTransitionException if the task does not wait
  /// @throws RefusedException if this user may not approve it, or not twice
  static Task of(Task task, Actor actor, Decision decision) {
    if (task.status() != TaskStatus.PENDING_APPROVAL) {
      throw new IllegalTransitionException(task.id(), task.status(), TaskStatus.APPROVED);
    }
    var details = task.details();
    var given = StandingApprovals.of(task);
    require(task, actor, decision, given);
    var decisions = details.decisions().with(approval(task, decision));
    int approvers = decisions.gateOrUsual().approvers();
    return given.size() + 1 < approvers
        ? waiting(task, decisions, given.size() + 1, approvers)
        : task.with(details.with(decisions.with(Milestone.APPROVED, decision)))
            .become(TaskStatus.APPROVED, "Landing the change");
  }

  private static void require(Task task, Actor actor, Decision decision, List<Approval> given) {
    var gate = task.details().decisions().gateOrUsual();
    if (gate.expired(decision.at())) {
      throw new RefusedException("The time to approve task %s is over".formatted(task.id()));
    }
    if (!gate.requesterMayApprove() && actor.user().equals(task.createdBy())) {
      throw new RefusedException(
          "Who asked for a task may not approve it in this repository; somebody else has to");
    }
    if (given.stream().anyMatch(approval -> approval.by().equals(actor.user()))) {
      throw new RefusedException("You have approved this already; somebody else has to, too");
    }
  }

  private static Task waiting(Task task, Decisions decisions, int given, int approvers) {
    var details = task.details();
    var line = "Waiting for approval, %d of %d given".formatted(given, approvers);
    return task.with(
        details.with(decisions).with(new Progress(line, details.progress().percent())));
  }

  private static Approval approval(Task task, Decision decision) {
    var revision = task.details().revision();
    return new Approval(
        decision.by(),
        decision.at(),
        decision.reason(),
        Objects.requireNonNull(revision.tree()),
        Objects.requireNonNull(revision.base()),
        null,
        EvidenceStore.hashOf(task),
        task.request().targetBranch());
  }
}
