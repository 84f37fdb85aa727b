package dev.journeyman.pipeline;

import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Integration;
import dev.journeyman.workspace.TreeId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Joins the work of a task with its target branch as it is now. Where both changed the same
/// places, the author gets both sides in its tree and resolves them, a bounded number of times.
final class Integrator {

  private final Withdrawal withdrawal;

  Integrator(Withdrawal withdrawal) {
    this.withdrawal = withdrawal;
  }

  /// The work, joined with the target branch.
  ///
  /// @param base the commit of the target branch
  record Joined(CommitId base, CommitId work, CommitId head, TreeId tree) {}

  /// Empty if the work went back to its author.
  ///
  /// @throws StageFailedException if it went back too often
  Optional<Joined> join(Shift shift) {
    shift.mirror().fetch();
    var base = shift.mirror().head(shift.target());
    var work = shift.work();
    var message = "Integrate " + shift.claim().task();
    return switch (shift.mirror().integrate(work, base, message, Authors.SERVICE)) {
      case Integration.UpToDate(CommitId head, TreeId tree) ->
          Optional.of(new Joined(base, work, head, tree));
      case Integration.FastForward(CommitId head, TreeId tree) ->
          Optional.of(new Joined(base, work, head, tree));
      case Integration.Merged(CommitId head, TreeId tree) ->
          Optional.of(new Joined(base, work, head, tree));
      case Integration.Conflict conflict -> {
        giveBack(shift, base, work, conflict);
        yield Optional.empty();
      }
    };
  }

  private void giveBack(Shift shift, CommitId base, CommitId work, Integration.Conflict conflict) {
    var task = shift.task();
    var state = task.details().work();
    if (state.sentBack() >= VerifyStage.ROUNDS) {
      throw new StageFailedException(
          "The target branch has changed the same places meanwhile: "
              + String.join(", ", conflict.paths()),
          Category.CONFLICT,
          "Retry the task: it then starts from the target branch as it is now");
    }
    Plan plan = Objects.requireNonNull(state.plan(), "A task that is verified has a plan");
    int number = plan.steps().size() + state.rounds() + 1;
    var merge = merge(shift, base, work, conflict);
    shift.desk().tree().adopt(number, merge);
    // What follows gets a desk that knows nothing of the files as they were.
    shift.clearDesk();
    var findings = findings(task, conflict.paths());
    var reason = "conflict with " + task.request().targetBranch();
    shift.change(now -> given(withdrawal.of(now, reason), merge, findings));
  }

  private static CommitId merge(
      Shift shift, CommitId base, CommitId work, Integration.Conflict conflict) {
    return shift
        .mirror()
        .commit(
            conflict.tree(),
            List.of(work, base),
            "Bring in %s with conflicts to resolve".formatted(shift.target()),
            Authors.SERVICE);
  }

  private static String findings(Task task, List<String> paths) {
    return """
    The target branch %s has moved and changed the same places as you. The service has merged it into \
    your tree; files outside these are merged already, and what you knew of files may be out of date. \
    These are in conflict: %s.
    In text, the two sides stand between lines that begin with <<<<<<< (yours), ======= and >>>>>>> \
    (theirs). Keep what both sides meant, take every such line out, and look at files that one side \
    deleted or renamed. Earlier edits of yours that are not in conflict are kept.\
    """
        .formatted(task.request().targetBranch(), String.join(", ", paths));
  }

  private static Task given(Task task, CommitId merge, String findings) {
    var details = task.details();
    return task.with(
            details
                .with(details.work().roundAfterMerge(findings))
                .with(details.revision().withWork(merge.value())))
        .become(TaskStatus.EXECUTING, "The target branch moved; resolving conflicts with it");
  }
}
