package dev.journeyman.pipeline;

import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Decisions;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Step;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.CommitId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Runs a repository's own deploy command on what has landed, and its health check afterwards. The
/// agent never does. A command that was begun is never begun again by itself: after a restart in
/// the middle of one, a person decides.
final class Deployment {

  private final DeployCommands commands;
  private final Clock clock;

  Deployment(DeployCommands commands, Clock clock) {
    this.commands = commands;
    this.clock = clock;
  }

  /// Makes sure that nothing is missing, before anything lands.
  ///
  /// @throws StageFailedException if a secret is missing on this instance
  void require(Shift shift) {
    commands.secrets(shift);
  }

  /// Deploys a commit unless that was done, and looks how it is.
  ///
  /// @throws StageFailedException if the deploy command fails, or was interrupted before; what has
  ///     landed stays
  Health run(Shift shift, CommitId commit) throws InterruptedException {
    var configuration = shift.repository().configuration();
    if (configuration.deploy() == null && configuration.healthCheck() == null) {
      return new Health.Good();
    }
    try (var place = commands.open(shift, commit)) {
      if (configuration.deploy() != null && !done(shift.task(), Milestone.DEPLOY_ENDED, commit)) {
        deploy(shift, place, commit, configuration.deploy());
      }
      return health(shift, place, configuration);
    }
  }

  private void deploy(Shift shift, DeployCommands.Place place, CommitId commit, String script)
      throws InterruptedException {
    if (done(shift.task(), Milestone.DEPLOY_BEGUN, commit)) {
      shift.change(
          task -> marked(task, Step.Status.FAILED, d -> d.without(Milestone.DEPLOY_BEGUN)));
      throw new StageFailedException(
          "The deploy command was interrupted by a restart of the service; it is not known whether it took effect",
          Category.DEPLOYMENT,
          "Look at what is deployed; then retry, which deploys again" + otherwise(shift.task()));
    }
    var begun = at(commit);
    shift.change(
        task -> marked(task, Step.Status.RUNNING, d -> d.with(Milestone.DEPLOY_BEGUN, begun)),
        TaskEvents.of(TaskEvent.Type.STAGE, Map.of("stage", "deploy", "begun", true)));
    var ran = place.run("deploy", script, DeployCommands.TIMEOUT);
    if (!ran.succeeded()) {
      shift.change(
          task -> marked(task, Step.Status.FAILED, d -> d.without(Milestone.DEPLOY_BEGUN)),
          ran.event());
      throw new StageFailedException(
          "The %s has landed, but the deploy command failed: %s"
              .formatted(reverts(shift.task()) ? "revert" : "change", ran.output()),
          Category.DEPLOYMENT,
          "Mend what the output names and retry" + otherwise(shift.task()));
    }
    var ended = at(commit);
    shift.change(
        task -> marked(task, Step.Status.COMPLETED, d -> d.with(Milestone.DEPLOY_ENDED, ended)),
        ran.event());
  }

  /// A rollback deploys, too: the tree without the change.
  private static boolean reverts(Task task) {
    return task.status() == TaskStatus.ROLLING_BACK;
  }

  private static String otherwise(Task task) {
    return reverts(task) ? "" : ", or roll the task back";
  }

  private static Health health(
      Shift shift, DeployCommands.Place place, RepositoryConfiguration configuration)
      throws InterruptedException {
    var script = configuration.healthCheck();
    if (script == null) {
      return new Health.Good();
    }
    var window = configuration.deployment().healthCheckWindow();
    var last =
        new HealthWindow(window).await(longest -> place.run("health check", script, longest));
    shift.change(task -> task, last.event());
    return last.succeeded()
        ? new Health.Good()
        : new Health.Bad(
            "The health check failed for %d seconds: %s"
                .formatted(window.toSeconds(), last.output()));
  }

  private static boolean done(Task task, Milestone milestone, CommitId commit) {
    return task.details()
        .decisions()
        .at(milestone)
        .flatMap(decision -> Optional.ofNullable(decision.reason()))
        .filter(commit.value()::equals)
        .isPresent();
  }

  /// The reason of these two marks is the commit that was deployed.
  private Decision at(CommitId commit) {
    return new Decision(Decision.SERVICE, clock.instant(), commit.value());
  }

  private static Task marked(
      Task task, Step.Status status, java.util.function.UnaryOperator<Decisions> change) {
    var details = task.details();
    var plan = details.work().plan();
    var work = plan == null ? details.work() : details.work().withPlan(plan.deployed(status));
    return task.with(details.with(work).with(change.apply(details.decisions())));
  }
}
