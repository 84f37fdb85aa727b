package dev.journeyman.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.Fields;
import dev.journeyman.agent.Prompts;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.agent.Submissions;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Progress;
import dev.journeyman.task.Step;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.Checkpoint;
import java.util.List;
import java.util.Map;

/// The execution of one step of a plan.
final class StepRun {

  private static final int CHECKS = 4;
  private static final int FIRST_PERCENT = 40;
  private static final int LAST_PERCENT = 80;

  private final Shift shift;
  private final Author author;
  private final StepCheck check;
  private final Plan plan;
  private final int index;
  private int failedChecks;

  /// @param index of the step, from 0
  StepRun(Shift shift, Author author, StepCheck check, Plan plan, int index) {
    this.shift = shift;
    this.author = author;
    this.check = check;
    this.plan = plan;
    this.index = index;
  }

  /// @throws StepNotDoneException when the step's check has failed too often
  void run() throws InterruptedException {
    shift.change(this::running, StepEvents.step(index, step(), Step.Status.RUNNING));
    int plans = shift.task().details().work().recoveries();
    author.work(
        shift,
        "execute/%d/%d".formatted(plans, index + 1),
        opening(),
        Submissions.STEP,
        true,
        this::judge);
  }

  private Judgement judge(JsonNode input) {
    var summary = Fields.text(input, "summary");
    var problem = check.problem(shift, step());
    if (problem.isPresent()) {
      return refused(problem.get());
    }
    var checkpoint = shift.checkpoint(index + 1, step().description());
    return new Judgement.Accepted(
        "The check passed; the step is done.",
        task -> finished(task, checkpoint, summary),
        List.of(
            StepEvents.step(index, step(), Step.Status.COMPLETED),
            StepEvents.checkpoint(checkpoint)));
  }

  private Judgement refused(String problem) {
    if (Thread.currentThread().isInterrupted()) {
      // It was stopped, which says nothing of the step; nothing of this is kept.
      return new Judgement.Refused(problem);
    }
    failedChecks++;
    if (failedChecks >= CHECKS) {
      throw new StepNotDoneException("its check failed %d times. %s".formatted(CHECKS, problem));
    }
    return new Judgement.Refused(
        problem
            + "\n\nThe step is not done yet. If the check itself is wrong, say so in the summary"
            + " once the step is done otherwise; a new plan may be asked for.");
  }

  private Task running(Task task) {
    var details = task.details();
    var line = "Step %d of %d: %s".formatted(index + 1, plan.steps().size(), step().description());
    return task.with(
        details
            .with(details.work().withPlan(plan.with(index, Step.Status.RUNNING)))
            .with(new Progress(line, details.progress().percent())));
  }

  private Task finished(Task task, Checkpoint checkpoint, String summary) {
    var done = plan.with(index, Step.Status.COMPLETED);
    var details = task.details();
    var percent =
        FIRST_PERCENT + (LAST_PERCENT - FIRST_PERCENT) * done.completed() / done.agentSteps();
    var changed =
        task.with(
            details
                .with(details.work().withPlan(done))
                .with(details.revision().withWork(checkpoint.commit().value()))
                .with(details.verdict().with(Results.summary(details.verdict(), summary)))
                .with(new Progress(details.progress().currentStep(), percent)));
    return done.next().isEmpty()
        ? changed.become(TaskStatus.VERIFYING, "Verifying the change")
        : changed;
  }

  private String opening() {
    return Prompts.fill(
        "execute",
        Map.of(
            "number", Integer.toString(index + 1),
            "total", Integer.toString(plan.steps().size()),
            "description", step().description(),
            "target", step().target(),
            "check", step().check()));
  }

  private Step step() {
    return plan.steps().get(index);
  }
}
