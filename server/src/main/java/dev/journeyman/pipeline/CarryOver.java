package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.audit.AuditLog;
import dev.journeyman.pipeline.Integrator.Joined;
import dev.journeyman.task.Approval;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Diff;
import dev.journeyman.workspace.TreeId;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What becomes of approvals when the target branch has moved: they are carried over to the newly
/// verified tree if the change against the new base is byte for byte what was approved; else they
/// must be given again.
final class CarryOver {

  private final EvidenceStore records;
  private final Gates gates;
  private final AuditLog audit;
  private final Clock clock;

  CarryOver(EvidenceStore records, Gates gates, AuditLog audit, Clock clock) {
    this.records = records;
    this.gates = gates;
    this.audit = audit;
    this.clock = clock;
  }

  void run(Shift shift, Joined joined, Evidence evidence, Diff diff) {
    var task = shift.task();
    var approved = StandingApprovals.of(task);
    boolean same = stillHolds(shift, task, joined);
    var policy = shift.repository().configuration().approval();
    shift.change(
        now -> {
          var kept = records.keep(now.id(), EvidenceStore.Kind.CHANGE, evidence);
          var recorded = recorded(now, joined, kept);
          // What landed without a person must still need none.
          var reasons = Gates.reasons(recorded, policy, diff);
          if (same && !approved.isEmpty()) {
            tell(now, joined);
          }
          return same && (!approved.isEmpty() || reasons.isEmpty())
              ? carried(recorded, joined, approved)
              : gates.waiting(
                  recorded,
                  policy,
                  reasons,
                  "The target branch moved and the change is no longer the one that was approved");
        });
  }

  /// Within the change it belongs to: a restart finds both or neither.
  private void tell(Task task, Joined joined) {
    audit.append(
        task.tenant(),
        Decision.SERVICE,
        "",
        "approval.carry_over",
        task.id().toString(),
        Map.of(
            "from", String.valueOf(task.details().revision().tree()),
            "to", joined.tree().value(),
            "base", joined.base().value()));
  }

  private static boolean stillHolds(Shift shift, Task task, Joined joined) {
    var revision = task.details().revision();
    var approved =
        shift
            .mirror()
            .rawDiff(
                new CommitId(Objects.requireNonNull(revision.base())),
                new TreeId(Objects.requireNonNull(revision.tree())));
    return Arrays.equals(approved, shift.mirror().rawDiff(joined.base(), joined.tree()));
  }

  private Task carried(Task task, Joined joined, List<Approval> approved) {
    var details = task.details();
    var decisions = details.decisions();
    for (var approval : approved) {
      decisions =
          decisions.with(
              new Approval(
                  approval.by(),
                  clock.instant(),
                  approval.reason(),
                  joined.tree().value(),
                  joined.base().value(),
                  approval.tree(),
                  EvidenceStore.hashOf(task),
                  task.request().targetBranch()));
    }
    return task.with(details.with(decisions))
        .become(
            TaskStatus.APPROVED,
            approved.isEmpty()
                ? "Landing the change"
                : "The target branch moved; the approval was carried over");
  }

  private static Task recorded(Task task, Joined joined, JsonNode evidence) {
    var details = task.details();
    var result = Results.orEmpty(details.verdict()).with(evidence);
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
