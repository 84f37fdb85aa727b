package dev.journeyman.pipeline;

import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Recovery;
import dev.journeyman.task.Step;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.Work;
import dev.journeyman.telemetry.StageMetrics;
import dev.journeyman.telemetry.StageMetrics.End;
import java.time.Duration;
import java.util.Objects;

/// Executing: the plan's steps one after the other, each ended by the service's own check and a
/// checkpoint, but for deployment, which waits for the deploy stage; then, if verification or a
/// person found something, a round to mend it.
final class ExecuteStage implements Stage {

  private static final int RECOVERIES = 2;

  private final Author author;
  private final StepCheck check;
  private final StageMetrics metrics;

  ExecuteStage(Author author, StepCheck check, StageMetrics metrics) {
    this.author = author;
    this.check = check;
    this.metrics = metrics;
  }

  @Override
  public void run(Shift shift) throws InterruptedException {
    var work = shift.task().details().work();
    var plan = Objects.requireNonNull(work.plan(), "A task executes only with a plan");
    var next = plan.next();
    if (next.isPresent()) {
      step(shift, work, plan, next.getAsInt());
    } else if (work.findings() != null) {
      new Mending(shift, author, plan.steps().size()).run(work.findings(), work.rounds());
    } else {
      shift.change(task -> task.become(TaskStatus.VERIFYING, "Verifying the change"));
    }
  }

  private void step(Shift shift, Work work, Plan plan, int index) throws InterruptedException {
    long started = System.nanoTime();
    try {
      new StepRun(shift, author, check, plan, index).run();
      metrics.step(End.DONE, since(started));
    } catch (StepNotDoneException e) {
      metrics.step(End.FAILED, since(started));
      recover(shift, work, plan.steps().get(index), index, String.valueOf(e.getMessage()));
    }
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private static void recover(Shift shift, Work work, Step step, int index, String reason) {
    int attempt = work.recoveries() + 1;
    if (attempt > RECOVERIES) {
      throw new StageFailedException(
          "Step %d could not be finished, and %d new plans did not help: %s"
              .formatted(index + 1, RECOVERIES, reason),
          Category.PLAN,
          "Read the task's events, then retry it with more context or as smaller tasks");
    }
    shift.change(
        task -> {
          var now = task.details().work();
          return task.with(
                  task.details().with(now.withRecovery(new Recovery(reason, null, attempt))))
              .become(TaskStatus.PLANNING, "Making a new plan for what is left");
        },
        StepEvents.step(index, step, Step.Status.FAILED));
  }
}
