package dev.journeyman.pipeline;

import dev.journeyman.learning.LearningStore;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Failure;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.CommitId;
import java.time.Clock;
import java.util.List;

/// How a rollback ends: what is on the branch is deployed, and learned from; or nothing is changed.
final class RevertEnding {

  private final Deployment deployment;
  private final LearningStore learnings;
  private final Clock clock;

  RevertEnding(Deployment deployment, LearningStore learnings, Clock clock) {
    this.deployment = deployment;
    this.learnings = learnings;
    this.clock = clock;
  }

  /// What was deployed goes, too: the tree without the change is deployed over it.
  void deploy(Shift shift, CommitId reverted) throws InterruptedException {
    switch (deployment.run(shift, reverted)) {
      case Health.Good _ -> finish(shift, "Reverted on " + shift.target());
      case Health.Bad(String reason) ->
          throw new StageFailedException(
              "The revert has landed and was deployed. " + reason,
              Category.ROLLBACK,
              "Look at what is deployed; then retry, which checks again");
    }
  }

  /// The task is over.
  ///
  /// @param line what its last step says
  void finish(Shift shift, String line) {
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

  /// Leaves the change where it is, since later work is in the way.
  ///
  /// @param paths where that is
  /// @param landed whether what is on the branch is as good as what was approved
  void keep(Shift shift, List<String> paths, Health landed) {
    var reason = "Later work changed the same places: " + String.join(", ", paths);
    var all =
        switch (landed) {
          case Health.Good _ -> reason;
          case Health.Bad(String bad) -> "%s. %s".formatted(reason, bad);
        };
    shift.change(task -> kept(task, sick(task) + all));
  }

  /// Why the service itself wanted to take the change back.
  private static String sick(Task task) {
    return task.details()
        .decisions()
        .at(Milestone.ROLLBACK_REQUESTED)
        .filter(decision -> decision.by().equals(Decision.SERVICE))
        .map(decision -> "%s. It could not be taken back. ".formatted(decision.reason()))
        .orElse("");
  }

  private static Task kept(Task task, String reason) {
    var details = task.details();
    var failure =
        new Failure(
            reason,
            Category.CONFLICT,
            "Revert by hand, or hand in a task that undoes the change",
            false);
    return task.with(details.with(details.verdict().with(failure)))
        .become(
            TaskStatus.COMPLETED, "Not rolled back: later work is in the way; nothing was changed");
  }
}
