package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.task.Approval;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Revision;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Landing;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/// Approved: exactly the approved tree lands on the target branch, by a compare-and-swap, or by the
/// host of the repository, which merges the pull request. What is to land is written down first, so
/// that after a crash the same commit is tried again and never a second one.
final class LandStage implements Stage {

  private final AuditLog audit;
  private final PullRequestLanding pullRequests;
  private final Deployment deployment;
  private final Clock clock;

  LandStage(AuditLog audit, PullRequestLanding pullRequests, Deployment deployment, Clock clock) {
    this.audit = audit;
    this.pullRequests = pullRequests;
    this.deployment = deployment;
    this.clock = clock;
  }

  @Override
  public void run(Shift shift) throws InterruptedException {
    var task = shift.task();
    if (task.details().revision().landed() == null) {
      deployment.require(shift);
      if (!land(shift, task)) {
        return;
      }
    }
    switch (health(shift)) {
      case Health.Good _ -> complete(shift);
      case Health.Bad(String reason) -> rollBack(shift, reason);
    }
  }

  /// Of what the branch has got, and then of what is deployed.
  private Health health(Shift shift) throws InterruptedException {
    var landed = Objects.requireNonNull(shift.task().details().revision().landed());
    return switch (pullRequests.compare(shift)) {
      case Health.Good _ -> deployment.run(shift, new CommitId(landed));
      case Health.Bad bad -> bad;
    };
  }

  /// Takes the change back without being asked: what has landed or was deployed does not work.
  private void rollBack(Shift shift, String reason) {
    var decision = new Decision(Decision.SERVICE, clock.instant(), reason);
    shift.change(
        now -> {
          record(now, "task.rollback", Map.of("reason", reason));
          var details = now.details();
          return now.with(
                  details.with(details.decisions().with(Milestone.ROLLBACK_REQUESTED, decision)))
              .become(TaskStatus.ROLLING_BACK, "What has landed does not hold; rolling back");
        });
  }

  private void complete(Shift shift) {
    shift.change(
        now -> {
          var details = now.details();
          var at = Decision.byService(clock.instant());
          var decisions =
              details.decisions().with(Milestone.DEPLOYED, at).with(Milestone.COMPLETED, at);
          return now.with(details.with(decisions).with(details.verdict().settled()))
              .become(TaskStatus.COMPLETED, "Landed on " + now.request().targetBranch());
        });
    shift.discard();
  }

  /// @return false if it has not landed: the target branch has moved, so that the change has to be
  ///     verified again, or the host does not merge it yet
  private boolean land(Shift shift, Task task) throws InterruptedException {
    requireApproved(task);
    return shift.repository().configuration().landing().byPullRequest()
        ? switch (pullRequests.land(shift)) {
          case Merge.Merged _ -> true;
          case Merge.Moved _ -> moved(shift);
          case Merge.Waiting _ -> false;
        }
        : landOnBranch(shift, task);
  }

  private static boolean moved(Shift shift) {
    shift.change(
        now ->
            now.become(
                TaskStatus.VERIFYING, "The target branch moved; integrating and verifying again"));
    return false;
  }

  private boolean landOnBranch(Shift shift, Task task) {
    var commit = commit(shift, task);
    var base = new CommitId(Objects.requireNonNull(shift.task().details().revision().base()));
    return switch (shift.land(task.id().toString(), base, commit)) {
      case Landing.Landed(CommitId landed) -> {
        shift.change(now -> new LandingNote(audit).of(now, landed));
        yield true;
      }
      case Landing.Moved _ -> moved(shift);
      case Landing.Refused(String reason, String remedy) ->
          throw new StageFailedException(reason, Category.DEPLOYMENT, remedy);
    };
  }

  /// Within the change it belongs to: a restart finds both or neither.
  private void record(Task task, String action, Map<String, ?> detail) {
    audit.append(task.tenant(), Decision.SERVICE, "", action, task.id().toString(), detail);
  }

  /// The commit that lands: its tree is the approved one, and it follows the base it was verified
  /// with.
  private static CommitId commit(Shift shift, Task task) {
    var revision = task.details().revision();
    if (isMade(revision)) {
      return new CommitId(Objects.requireNonNull(revision.head()));
    }
    var commit = new LandCommits(shift.repository(), shift.mirror(), task).make();
    shift.change(
        now -> {
          var current = now.details().revision();
          return now.with(now.details().with(current.toLand(commit.value())));
        });
    return commit;
  }

  private static boolean isMade(Revision revision) {
    return revision.landing() != null && revision.landing().equals(revision.head());
  }

  private static void requireApproved(Task task) {
    var gate = task.details().decisions().gate();
    long given = StandingApprovals.of(task).stream().map(Approval::by).distinct().count();
    boolean approved = gate == null ? !task.request().requireApproval() : given >= gate.approvers();
    if (!approved) {
      throw new IllegalStateException(
          "Task %s has no approval for the tree it would land".formatted(task.id()));
    }
  }
}
