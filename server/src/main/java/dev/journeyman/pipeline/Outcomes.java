package dev.journeyman.pipeline;

import dev.journeyman.pipeline.TaskActions.Outcome;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Failure;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Task;
import java.util.List;

/// Says how a decision came out, from where its task stands after a while.
final class Outcomes {

  private Outcomes() {}

  static Outcome ofLanding(Task task) {
    return switch (task.status()) {
      case COMPLETED -> landed(task);
      case PENDING_APPROVAL ->
          new Outcome.TreeMoved(task, String.valueOf(task.details().revision().tree()));
      case FAILED -> inTheWay(task);
      case DEPLOYMENT_FAILED -> failed(task, "Retry the landing, or roll the task back");
      case ROLLED_BACK -> takenBack(task);
      case ROLLBACK_FAILED -> failed(task, "Retry the rollback, or revert the commit by hand");
      default -> new Outcome.StillRunning(task);
    };
  }

  private static Outcome landed(Task task) {
    var failure = task.details().verdict().failure();
    if (failure != null && failure.category() == Failure.Category.CONFLICT) {
      // Landed, found sick, and later work is in the way of taking it back.
      return new Outcome.Failed(task, failure.message(), failure.remedy());
    }
    return task.details().revision().landed() == null
        ? new Outcome.NothingLeft(
            task, "Nothing was left to land: the target branch has the same change already")
        : new Outcome.Done(task, List.of());
  }

  /// The target branch moved under the approval, and the work no longer fits it.
  private static Outcome inTheWay(Task task) {
    var failure = task.details().verdict().failure();
    return failure != null && failure.category() == Failure.Category.CONFLICT
        ? new Outcome.Conflict(task, List.of(), failure.message())
        : failed(task, "Retry the task");
  }

  /// Landed, found sick, and gone again.
  private static Outcome takenBack(Task task) {
    var reason =
        task.details()
            .decisions()
            .at(Milestone.ROLLBACK_REQUESTED)
            .map(Decision::reason)
            .orElse("It was rolled back");
    return new Outcome.Failed(task, reason, "It was rolled back; mend it in a new task");
  }

  static Outcome ofRejection(Task task) {
    return switch (task.status()) {
      case ROLLED_BACK -> new Outcome.Done(task, List.of());
      default -> new Outcome.StillRunning(task);
    };
  }

  static Outcome ofRollback(Task task) {
    return switch (task.status()) {
      case ROLLED_BACK -> new Outcome.Done(task, reverted(task));
      case COMPLETED -> conflict(task, List.of());
      case ROLLBACK_FAILED -> failed(task, "Retry the rollback, or revert the commit by hand");
      default -> new Outcome.StillRunning(task);
    };
  }

  private static List<String> reverted(Task task) {
    var result = task.details().verdict().result();
    return task.details().revision().reverted() == null || result == null
        ? List.of()
        : result.changes();
  }

  static Outcome conflict(Task task, List<String> paths) {
    return new Outcome.Conflict(
        task,
        paths,
        "Later work changed the same places, so nothing was changed: " + String.join(", ", paths));
  }

  private static Outcome failed(Task task, String recommendation) {
    Failure failure = task.details().verdict().failure();
    return failure == null
        ? new Outcome.Failed(task, "See the events of the task", recommendation)
        : new Outcome.Failed(task, failure.message(), failure.remedy());
  }
}
