package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Revision;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Reversal;
import dev.journeyman.workspace.WorkspaceException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rolling back: a revert commit of this task's changes only, verified and landed like any change,
/// by a pull request where changes land so.
/// A conflict with later work, or a check that the revert would break, changes nothing and is said.
final class RollBackStage implements Stage {

  private static final int ATTEMPTS = 5;

  private final Reversals reversals;
  private final PullRequestLanding changes;
  private final PullRequestRevert pullRequests;
  private final RevertCheck check;
  private final RevertLanding landing;
  private final RevertEnding ending;
  private final AuditLog audit;

  /// @param changes finds what the host has merged of the change itself
  RollBackStage(
      Reversals reversals,
      PullRequestLanding changes,
      PullRequestRevert pullRequests,
      RevertCheck check,
      RevertLanding landing,
      RevertEnding ending,
      AuditLog audit) {
    this.reversals = reversals;
    this.changes = changes;
    this.pullRequests = pullRequests;
    this.check = check;
    this.landing = landing;
    this.ending = ending;
    this.audit = audit;
  }

  @Override
  public void run(Shift shift) throws InterruptedException {
    var revision = shift.task().details().revision();
    if (revision.reverted() != null) {
      // It landed before what followed failed, or was interrupted.
      ending.deploy(shift, new CommitId(revision.reverted()));
      return;
    }
    if (revision.landed() == null && !landedUnnoticed(shift, revision)) {
      var merged = changes.callOff(shift);
      if (merged.isEmpty()) {
        ending.finish(shift, "Stopped before anything was landed");
        return;
      }
      if (merged.get() instanceof Merge.Waiting) {
        return;
      }
    }
    if (mergedMeanwhile(shift)) {
      return;
    }
    if (landedBefore(shift, revision)) {
      landing.landed(shift, new CommitId(Objects.requireNonNull(revision.reverting())));
      return;
    }
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (settledOrAway(shift)) {
        return;
      }
    }
    throw new StageFailedException(
        "The target branch kept moving while the revert was landed",
        Category.ROLLBACK,
        "Retry the rollback when the branch is quieter");
  }

  /// Whether the host has merged the revert, or does not answer to that; it has been gone on with.
  private boolean mergedMeanwhile(Shift shift) throws InterruptedException {
    return goneOn(shift, pullRequests.meanwhile(shift));
  }

  /// Likewise for the revert as it was before it was made anew; for where there is nothing left to
  /// take back.
  private boolean mergedEarlier(Shift shift) throws InterruptedException {
    return goneOn(shift, pullRequests.earlier(shift));
  }

  private boolean goneOn(Shift shift, Optional<Merge> merged) throws InterruptedException {
    if (merged.isPresent()) {
      landing.byHost(shift, merged.get());
    }
    return merged.isPresent();
  }

  /// Whether the change got onto the branch before this could be written down: who asked for the
  /// rollback took the task from a worker that was landing it. It is written down now.
  private boolean landedUnnoticed(Shift shift, Revision revision) {
    if (!isOnBranch(shift, revision.landing())) {
      return false;
    }
    var landing = new CommitId(Objects.requireNonNull(revision.landing()));
    shift.change(task -> new LandingNote(audit).of(task, landing));
    return true;
  }

  /// Whether the revert got onto the branch before this could be written down.
  private static boolean landedBefore(Shift shift, Revision revision) {
    return isOnBranch(shift, revision.reverting());
  }

  private static boolean isOnBranch(Shift shift, @Nullable String commit) {
    return commit != null && shift.mirror().landed(shift.target(), new CommitId(commit));
  }

  /// @return false if the target branch moved meanwhile
  private boolean settledOrAway(Shift shift) throws InterruptedException {
    try {
      return settled(shift);
    } catch (WorkspaceException e) {
      if (!shift.repository().configuration().landing().byPullRequest()) {
        throw e;
      }
      return landing.byHost(shift, pullRequests.away(shift, e));
    }
  }

  /// @return false if the target branch moved meanwhile
  private boolean settled(Shift shift) throws InterruptedException {
    var task = shift.task();
    shift.mirror().fetch();
    var now = shift.mirror().head(shift.target());
    var offered = pullRequests.offeredOn(shift, now);
    if (offered.isPresent()) {
      // It was verified before the wait.
      return landing.land(shift, now, offered.get());
    }
    return switch (reversals.compute(shift.mirror(), task, now)) {
      case Reversal.Reverted reverted -> {
        verify(shift, now, reverted);
        yield landing.land(shift, now, reverted.commit());
      }
      case Reversal.Conflict(List<String> paths) -> {
        // A merge that was found only when the landing was called off was not looked at yet.
        ending.keep(shift, paths, changes.compare(shift));
        yield true;
      }
      case Reversal.NothingToRevert _ -> {
        if (!mergedMeanwhile(shift) && !mergedEarlier(shift)) {
          ending.finish(shift, "The changes are no longer on " + task.request().targetBranch());
        }
        yield true;
      }
    };
  }

  private void verify(Shift shift, CommitId now, Reversal.Reverted reverted)
      throws InterruptedException {
    var evidence = check.of(shift, now, reverted);
    shift.change(task -> check.seen(task, evidence), RevertCheck.event(evidence));
    if (evidence.outcome() == Evidence.Outcome.FAILED) {
      var branch = shift.mirror().keepBranch("rollback-" + shift.claim().task(), reverted.commit());
      throw new StageFailedException(
          "The revert was not landed, because it breaks what works now: " + evidence.explanation(),
          Category.ROLLBACK,
          "Read result.rollback of the task. The revert is kept as branch %s: merge it yourself, or retry once the branch is mended"
              .formatted(branch));
    }
  }
}
