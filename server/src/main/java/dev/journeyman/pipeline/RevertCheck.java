package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.CheckRun;
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
  private final Clock clock;

  RevertCheck(Checks checks, BaseChecks baseChecks, Clock clock) {
    this.checks = checks;
    this.baseChecks = baseChecks;
    this.clock = clock;
  }

  /// @param branch where the target branch is, and what the revert follows
  Evidence of(Shift shift, CommitId branch, Reversal.Reverted reverted)
      throws InterruptedException {
    var details = shift.task().details();
    var revision = details.revision();
    var runs =
        checks.run(
            shift.mirror(), shift.repository().configuration(), shift.network(), reverted.tree());
    boolean passed = runs.stream().allMatch(CheckRun::succeeded);
    var start = new CommitId(Objects.requireNonNull(revision.ground()));
    var before = passed ? List.<CheckRun>of() : known(shift, start);
    var now = passed ? List.<CheckRun>of() : known(shift, branch);
    var judged = Judgements.ofRevert(runs, before, now);
    return new Evidence(
        branch.value(),
        Objects.requireNonNull(revision.landed()),
        reverted.tree().value(),
        judged.outcome(),
        judged.explanation(),
        runs,
        before,
        null,
        clock.instant(),
        details.work().agentVersion(),
        null,
        null,
        List.of(),
        Evidence.Policy.of(shift.repository().configuration()));
  }

  private List<CheckRun> known(Shift shift, CommitId commit) throws InterruptedException {
    return baseChecks.of(shift.repository(), shift.mirror(), shift.network(), commit);
  }
}
