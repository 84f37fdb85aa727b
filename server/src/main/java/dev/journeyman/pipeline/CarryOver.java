package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.StoredJson;
import dev.journeyman.pipeline.Evidence.Outcome;
import dev.journeyman.pipeline.Integrator.Joined;
import dev.journeyman.task.Approval;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.TreeId;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/// What becomes of an approval when the target branch has moved: it is carried over to the newly
/// verified tree if the change against the new base is byte for byte what was approved; else it
/// must be given again.
final class CarryOver {

  private final AuditLog audit;
  private final Clock clock;

  CarryOver(AuditLog audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  void run(Shift shift, Joined joined, Evidence evidence) {
    var task = shift.task();
    var approvals = task.details().decisions().approvals();
    boolean same =
        evidence.outcome() != Outcome.FAILED
            && (approvals.isEmpty() || sameChange(shift, approvals.getLast(), joined));
    shift.change(
        now -> {
          var recorded = recorded(now, joined, evidence);
          return same ? carried(recorded, joined) : asked(recorded);
        });
    if (same && !approvals.isEmpty()) {
      audit.append(
          task.tenant(),
          Decision.SERVICE,
          "",
          "approval.carry_over",
          task.id().toString(),
          Map.of(
              "from", approvals.getLast().tree(),
              "to", joined.tree().value(),
              "base", joined.base().value()));
    }
  }

  private static boolean sameChange(Shift shift, Approval approval, Joined joined) {
    var approved =
        shift.mirror().rawDiff(new CommitId(approval.base()), new TreeId(approval.tree()));
    var now = shift.mirror().rawDiff(joined.base(), joined.tree());
    return Arrays.equals(approved, now);
  }

  private Task carried(Task task, Joined joined) {
    var details = task.details();
    var approvals = details.decisions().approvals();
    if (approvals.isEmpty()) {
      return task.become(TaskStatus.APPROVED, "Landing the change");
    }
    var last = approvals.getLast();
    var approval =
        new Approval(
            last.by(),
            clock.instant(),
            last.reason(),
            joined.tree().value(),
            joined.base().value(),
            last.tree());
    return task.with(details.with(details.decisions().with(approval)))
        .become(TaskStatus.APPROVED, "The target branch moved; the approval was carried over");
  }

  private static Task asked(Task task) {
    var details = task.details();
    return task.with(details.with(details.decisions().without(Milestone.APPROVED)))
        .become(
            TaskStatus.PENDING_APPROVAL,
            "The target branch moved and the change is no longer the one that was approved");
  }

  private static Task recorded(Task task, Joined joined, Evidence evidence) {
    var details = task.details();
    var result = Results.orEmpty(details.verdict()).with(StoredJson.tree(evidence));
    return task.with(
        details
            .with(details.verdict().with(result))
            .with(
                details
                    .revision()
                    .integrated(
                        joined.base().value(), joined.head().value(), joined.tree().value())));
  }
}
