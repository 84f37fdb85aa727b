package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Reversal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/// Verifies a revert before it lands: the repository's own commands on a clean copy of the tree
/// that the branch would get.
final class RevertCheck {

  private final Checks checks;
  private final BaseChecks baseChecks;
  private final EvidenceStore records;
  private final Clock clock;

  RevertCheck(Checks checks, BaseChecks baseChecks, EvidenceStore records, Clock clock) {
    this.checks = checks;
    this.baseChecks = baseChecks;
    this.records = records;
    this.clock = clock;
  }

  /// @param branch where the target branch is, and what the revert follows
  Evidence of(Shift shift, CommitId branch, Reversal.Reverted reverted)
      throws InterruptedException {
    var revision = shift.task().details().revision();
    var runs =
        checks.run(
            shift.mirror(), shift.repository().configuration(), shift.network(), reverted.tree());
    boolean passed = runs.stream().allMatch(CheckRun::succeeded);
    var start = new CommitId(Objects.requireNonNull(revision.ground()));
    var before = passed ? List.<CheckRun>of() : known(shift, start);
    var now = passed ? List.<CheckRun>of() : known(shift, branch);
    var judged = Judgements.ofRevert(runs, before, now);
    return Evidence.of(
        branch,
        new CommitId(Objects.requireNonNull(revision.landed())),
        reverted.tree(),
        judged,
        runs,
        before,
        Evidence.Circumstances.of(shift, clock.instant()));
  }

  /// The task with what was seen of its revert. To be called where the task is changed.
  Task seen(Task task, Evidence evidence) {
    var kept = records.keep(task.id(), EvidenceStore.Kind.ROLLBACK, evidence);
    var details = task.details();
    var result = Results.orEmpty(details.verdict()).withRollback(kept);
    return task.with(details.with(details.verdict().with(result)));
  }

  static TaskEvent.Draft event(Evidence evidence) {
    return evidence.event("rollback verification");
  }

  private List<CheckRun> known(Shift shift, CommitId commit) throws InterruptedException {
    return baseChecks.of(shift.repository(), shift.mirror(), shift.network(), commit);
  }
}
