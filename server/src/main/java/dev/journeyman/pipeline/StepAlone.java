package dev.journeyman.pipeline;

import dev.journeyman.agent.Prompts;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.task.Fork;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Progress;
import dev.journeyman.task.Step;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.Checkpoint;
import dev.journeyman.workspace.CommitId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A step that is done while no other is: in the author's own conversation and tree.
///
/// @param number of the step, from 1
record StepAlone(Shift shift, Author author, StepCheck check, Plan plan, int number) {

  private static final int SHOWN_DIFF = 20_000;

  /// @throws StepNotDoneException when the step's check has failed too often
  void run() throws InterruptedException {
    shift.change(this::running, StepEvents.step(number - 1, step(), Step.Status.RUNNING));
    new StepRun(shift, author, check, plan, number, this::accepted).run(again());
  }

  /// What a copy that worked on it beside others has left.
  private String again() {
    return shift
        .task()
        .details()
        .work()
        .parallel()
        .of(number)
        .map(fork -> "\n\n" + again(fork))
        .orElse("");
  }

  private String again(Fork fork) {
    var reason = Objects.requireNonNullElse(fork.clash(), "");
    return fork.unbegun() ? Prompts.fill("unbegun", Map.of("reason", reason)) : again(fork, reason);
  }

  private String again(Fork fork, String reason) {
    return Prompts.fill(
        "again",
        Map.of(
            "reason",
            reason,
            "summary",
            Objects.requireNonNullElse(fork.summary(), "nothing"),
            "diff",
            fork.commit() == null ? "" : diff(fork.from(), fork.commit())));
  }

  private String diff(String from, String commit) {
    var text = shift.mirror().diff(new CommitId(from), new CommitId(commit)).text();
    boolean whole = text.length() <= SHOWN_DIFF;
    return Prompts.data("diff", whole ? text : text.substring(0, SHOWN_DIFF) + "…");
  }

  private Judgement.Accepted accepted(Checkpoint checkpoint, String summary) {
    return new Judgement.Accepted(
        "The check passed; the step is done.",
        task -> finished(task, checkpoint, summary),
        List.of(
            StepEvents.step(number - 1, step(), Step.Status.COMPLETED),
            StepEvents.checkpoint(checkpoint)));
  }

  private Task running(Task task) {
    var details = task.details();
    var started = details.work().withPlan(plan.with(number - 1, Step.Status.RUNNING));
    return PlanText.saying(task.with(details.with(started)), PlanText.line(plan, List.of(number)));
  }

  private Task finished(Task task, Checkpoint checkpoint, String summary) {
    var done = plan.with(number - 1, Step.Status.COMPLETED);
    var details = task.details();
    var work = details.work();
    var changed =
        task.with(
            details
                .with(work.withPlan(done).with(work.parallel().without(number)))
                .with(details.revision().withWork(checkpoint.commit().value()))
                .with(details.verdict().with(Results.summary(details.verdict(), summary)))
                .with(new Progress(details.progress().currentStep(), PlanText.percent(done))));
    return done.next().isEmpty()
        ? changed.become(TaskStatus.VERIFYING, "Verifying the change")
        : changed;
  }

  private Step step() {
    return plan.steps().get(number - 1);
  }
}
