package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.audit.AuditLog;
import dev.journeyman.learning.LearningStore;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Failure;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.task.Revision;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Landing;
import dev.journeyman.workspace.Reversal;
import dev.journeyman.workspace.WorkspaceException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rolling back: a revert commit of this task's changes only, verified and landed like any change,
/// by a pull request where changes land so.
/// A conflict with later work, or a check that the revert would break, changes nothing and is said.
final class RollBackStage implements Stage {

  private static final int ATTEMPTS = 5;

  private final Reversals reversals;
  private final PullRequestLanding landing;
  private final PullRequestRevert pullRequests;
  private final RevertCheck check;
  private final EvidenceStore records;
  private final Deployment deployment;
  private final AuditLog audit;
  private final LearningStore learnings;
  private final Clock clock;

  RollBackStage(
      Reversals reversals,
      PullRequestLanding landing,
      PullRequestRevert pullRequests,
      RevertCheck check,
      EvidenceStore records,
      Deployment deployment,
      AuditLog audit,
      LearningStore learnings,
      Clock clock) {
    this.reversals = reversals;
    this.landing = landing;
    this.pullRequests = pullRequests;
    this.check = check;
    this.records = records;
    this.deployment = deployment;
    this.audit = audit;
    this.learnings = learnings;
    this.clock = clock;
  }

  @Override
  public void run(Shift shift) throws InterruptedException {
    var revision = shift.task().details().revision();
    if (revision.reverted() != null) {
      // It landed before what followed failed, or was interrupted.
      deploy(shift, new CommitId(revision.reverted()));
      return;
    }
    if (revision.landed() == null && !landedUnnoticed(shift, revision)) {
      var meanwhile = landing.meanwhile(shift);
      if (meanwhile.isEmpty()) {
        finish(shift, "Stopped before anything was landed");
        return;
      }
      if (meanwhile.get() instanceof Merge.Waiting) {
        return;
      }
    }
    var merged = pullRequests.meanwhile(shift);
    if (merged.isPresent()) {
      revertedByHost(shift, merged.get());
      return;
    }
    if (landedBefore(shift, revision)) {
      reverted(shift, new CommitId(Objects.requireNonNull(revision.reverting())));
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
      return revertedByHost(shift, pullRequests.away(shift, e));
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
      return land(shift, now, offered.get());
    }
    return switch (reversals.compute(shift.mirror(), task, now)) {
      case Reversal.Reverted reverted -> {
        verify(shift, now, reverted);
        yield land(shift, now, reverted.commit());
      }
      case Reversal.Conflict(List<String> paths) -> {
        shift.change(current -> kept(current, paths));
        yield true;
      }
      case Reversal.NothingToRevert _ -> {
        finish(shift, "The changes are no longer on " + task.request().targetBranch());
        yield true;
      }
    };
  }

  private void verify(Shift shift, CommitId now, Reversal.Reverted reverted)
      throws InterruptedException {
    var evidence = check.of(shift, now, reverted);
    shift.change(
        task -> seen(task, records.keep(task.id(), EvidenceStore.Kind.ROLLBACK, evidence)),
        event(evidence));
    if (evidence.outcome() == Evidence.Outcome.FAILED) {
      var branch = shift.mirror().keepBranch("rollback-" + shift.claim().task(), reverted.commit());
      throw new StageFailedException(
          "The revert was not landed, because it breaks what works now: " + evidence.explanation(),
          Category.ROLLBACK,
          "Read result.rollback of the task. The revert is kept as branch %s: merge it yourself, or retry once the branch is mended"
              .formatted(branch));
    }
  }

  static Task seen(Task task, JsonNode evidence) {
    var details = task.details();
    var result = Results.orEmpty(details.verdict()).withRollback(evidence);
    return task.with(details.with(details.verdict().with(result)));
  }

  static TaskEvent.Draft event(Evidence evidence) {
    return TaskEvents.of(
        TaskEvent.Type.STAGE,
        Map.of(
            "stage", "rollback verification",
            "outcome", evidence.outcome().name(),
            "explanation", evidence.explanation(),
            "tree", evidence.tree()));
  }

  /// What is to land is written down first, so that after a crash it is known for what it is.
  private boolean land(Shift shift, CommitId now, CommitId commit) throws InterruptedException {
    return shift.repository().configuration().landing().byPullRequest()
        ? landByPullRequest(shift, now, commit)
        : landOnBranch(shift, now, commit);
  }

  private boolean landByPullRequest(Shift shift, CommitId now, CommitId commit)
      throws InterruptedException {
    return revertedByHost(shift, pullRequests.land(shift, now, commit));
  }

  /// @return false if the target branch moved meanwhile
  private boolean revertedByHost(Shift shift, Merge merge) throws InterruptedException {
    return switch (merge) {
      case Merge.Merged(CommitId landed) -> {
        pullRequests.tidy(shift);
        var other = pullRequests.other(shift, landed);
        note(shift, landed);
        other.ifPresent(RollBackStage::require);
        deploy(shift, landed);
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
        reverted(shift, landed);
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

  private void reverted(Shift shift, CommitId landed) throws InterruptedException {
    note(shift, landed);
    deploy(shift, landed);
  }

  private void note(Shift shift, CommitId landed) {
    var tree = shift.mirror().tree(landed);
    shift.change(
        task -> {
          landing.record(task, "branch.revert", landed, tree.value(), Kind.REVERT);
          return Merging.merged(
              with(task, task.details().revision().withReverted(landed.value())), Kind.REVERT);
        });
  }

  private static Task with(Task task, Revision revision) {
    return task.with(task.details().with(revision));
  }

  /// What was deployed goes, too: the tree without the change is deployed over it.
  private void deploy(Shift shift, CommitId reverted) throws InterruptedException {
    switch (deployment.run(shift, reverted)) {
      case Health.Good _ -> finish(shift, "Reverted on " + shift.target());
      case Health.Bad(String reason) ->
          throw new StageFailedException(
              "The revert has landed and was deployed. " + reason,
              Category.ROLLBACK,
              "Look at what is deployed; then retry, which checks again");
    }
  }

  private void finish(Shift shift, String line) {
    shift.change(
        task -> {
          var details = task.details();
          learnings.add(task, false, List.of(), lesson(task));
          return task.with(
                  details.with(
                      details
                          .decisions()
                          .with(Milestone.ROLLED_BACK, Decision.byService(clock.instant()))))
              .become(TaskStatus.ROLLED_BACK, line);
        });
    shift.discard();
  }

  private static List<String> lesson(Task task) {
    return task
        .details()
        .decisions()
        .at(Milestone.ROLLBACK_REQUESTED)
        .map(Decision::reason)
        .stream()
        .map(reason -> "A change like this was rolled back: " + reason)
        .toList();
  }

  private static Task kept(Task task, List<String> paths) {
    var details = task.details();
    var failure =
        new Failure(
            "Later work changed the same places: " + String.join(", ", paths),
            Category.CONFLICT,
            "Revert by hand, or hand in a task that undoes the change",
            false);
    return task.with(details.with(details.verdict().with(failure)))
        .become(
            TaskStatus.COMPLETED, "Not rolled back: later work is in the way; nothing was changed");
  }
}
