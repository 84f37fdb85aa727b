package dev.journeyman.pipeline;

import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.task.Revision;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Landing;

/// Lands a revert on the target branch, or has the host of the repository merge it. What is to land
/// is written down first, so that after a crash it is known for what it is.
final class RevertLanding {

  private final PullRequestLanding changes;
  private final PullRequestRevert pullRequests;
  private final RevertEnding ending;

  RevertLanding(PullRequestLanding changes, PullRequestRevert pullRequests, RevertEnding ending) {
    this.changes = changes;
    this.pullRequests = pullRequests;
    this.ending = ending;
  }

  /// Lands a revert that was verified for the branch as it is.
  ///
  /// @return false if the target branch moved meanwhile
  boolean land(Shift shift, CommitId now, CommitId commit) throws InterruptedException {
    return shift.repository().configuration().landing().byPullRequest()
        ? landByPullRequest(shift, now, commit)
        : landOnBranch(shift, now, commit);
  }

  private boolean landByPullRequest(Shift shift, CommitId now, CommitId commit)
      throws InterruptedException {
    return byHost(shift, pullRequests.land(shift, now, commit));
  }

  /// Goes on with what the host has made of the revert.
  ///
  /// @return false if the target branch moved meanwhile
  boolean byHost(Shift shift, Merge merge) throws InterruptedException {
    return switch (merge) {
      case Merge.Merged(CommitId landed) -> {
        pullRequests.tidy(shift);
        var other = pullRequests.other(shift, landed);
        note(shift, landed);
        other.ifPresent(RevertLanding::require);
        ending.deploy(shift, landed);
        yield true;
      }
      case Merge.Moved _ -> false;
      case Merge.Waiting _ -> true;
    };
  }

  private boolean landOnBranch(Shift shift, CommitId now, CommitId commit)
      throws InterruptedException {
    shift.change(task -> with(task, task.details().revision().toRevert(commit.value())));
    var kept = "rollback-" + shift.claim().task();
    return switch (shift.land(kept, now, commit)) {
      case Landing.Landed(CommitId landed) -> {
        landed(shift, landed);
        yield true;
      }
      case Landing.Moved _ -> false;
      case Landing.Refused(String reason, String remedy) ->
          throw new StageFailedException(reason, Category.ROLLBACK, remedy);
    };
  }

  /// To refuse it would be too late: it is on the branch.
  private static void require(Evidence evidence) {
    if (evidence.outcome() == Evidence.Outcome.FAILED) {
      throw new StageFailedException(
          "GitHub merged the revert into something else than was verified, which fails: "
              + evidence.explanation(),
          Category.ROLLBACK,
          "Read result.rollback of the task and mend the branch; a retry goes on with what has landed");
    }
  }

  /// Writes down that the revert is on the branch, and has it deployed.
  void landed(Shift shift, CommitId landed) throws InterruptedException {
    note(shift, landed);
    ending.deploy(shift, landed);
  }

  private void note(Shift shift, CommitId landed) {
    var tree = shift.mirror().tree(landed);
    shift.change(
        task -> {
          changes.record(task, "branch.revert", landed, tree.value(), Kind.REVERT);
          return Merging.merged(
              with(task, task.details().revision().withReverted(landed.value())), Kind.REVERT);
        });
  }

  private static Task with(Task task, Revision revision) {
    return task.with(task.details().with(revision));
  }
}
