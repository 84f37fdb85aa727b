package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Join.JoinedStep;
import dev.journeyman.task.Fork;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Progress;
import dev.journeyman.task.Step;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskDetails;
import dev.journeyman.task.TaskStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a join changes in the task.
record JoinedSteps(List<JoinedStep> joined, Optional<Fork> clash) {

  Task in(Task task) {
    var details = task.details();
    for (var step : joined) {
      details = with(details, step);
    }
    var work = details.work();
    var parallel = clash.map(work.parallel()::with).orElse(work.parallel());
    var changed = task.with(details.with(work.with(parallel)));
    return plan(details).next().isEmpty()
        ? changed.become(TaskStatus.VERIFYING, "Verifying the change")
        : changed;
  }

  private static TaskDetails with(TaskDetails details, JoinedStep step) {
    var done = plan(details).with(step.number() - 1, Step.Status.COMPLETED);
    var work = details.work();
    var line = PlanText.steps(List.of(step.number())) + " is done";
    return details
        .with(work.withPlan(done).with(work.parallel().without(step.number())))
        .with(details.revision().withWork(step.commit().value()))
        .with(details.verdict().with(Results.summary(details.verdict(), step.summary())))
        .with(new Progress(line, PlanText.percent(done)));
  }

  private static Plan plan(TaskDetails details) {
    return Objects.requireNonNull(details.work().plan(), "Steps are those of a plan");
  }
}
