package dev.journeyman.pipeline;

import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Fork;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Recovery;
import dev.journeyman.task.Step;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.Work;
import dev.journeyman.telemetry.Spans;
import dev.journeyman.telemetry.StageMetrics;
import dev.journeyman.telemetry.StageMetrics.End;
import dev.journeyman.telemetry.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Executing: the plan's steps one after the other, or at once where that is allowed and they are
/// independent; each ended by the service's own check and a checkpoint, but for deployment, which
/// waits for the deploy stage; then, if verification or a person found something, a round to mend
/// it.
final class ExecuteStage implements Stage {

  private static final int RECOVERIES = 2;

  private final Author author;
  private final StepCheck check;
  private final Forks forks;
  private final Join join;
  private final StageMetrics metrics;
  private final Traces traces;

  ExecuteStage(
      Author author, StepCheck check, Forks forks, Join join, StageMetrics metrics, Traces traces) {
    this.author = author;
    this.check = check;
    this.forks = forks;
    this.join = join;
    this.metrics = metrics;
    this.traces = traces;
  }

  @Override
  public void run(Shift shift) throws InterruptedException {
    var work = shift.task().details().work();
    var plan = Objects.requireNonNull(work.plan(), "A task executes only with a plan");
    var next = plan.next();
    if (next.isPresent()) {
      go(shift, work, plan, next.getAsInt());
    } else if (work.findings() != null) {
      new Mending(shift, author, plan.steps().size()).run(work.findings(), work.rounds());
    } else {
      shift.change(task -> task.become(TaskStatus.VERIFYING, "Verifying the change"));
    }
  }

  /// Forks that are open or finished come first; one that clashed is a step like any other, and so
  /// is one before which something was left in the tree, by a step that failed: forks begin at the
  /// last checkpoint and would not see it.
  private void go(Shift shift, Work work, Plan plan, int index) throws InterruptedException {
    var parallel = work.parallel();
    var together = plan.together(parallel.most());
    if (!parallel.open().isEmpty()) {
      forks.run(shift, plan);
    } else if (parallel.of(index + 1).filter(Fork::isFinished).isPresent()) {
      join.run(shift, plan);
    } else if (parallel.forks().isEmpty() && together.size() > 1 && !new Leftovers(shift).any()) {
      forks.begin(shift, plan, together);
    } else {
      step(shift, work, plan, index);
    }
  }

  private void step(Shift shift, Work work, Plan plan, int index) throws InterruptedException {
    long started = System.nanoTime();
    try {
      traces.useWithin(
          Spans.step(index + 1, plan.steps().get(index).action()),
          _ -> new StepAlone(shift, author, check, plan, index + 1).run());
      metrics.step(End.DONE, since(started));
      clearAsides(shift, work);
    } catch (StepNotDoneException e) {
      metrics.step(End.FAILED, since(started));
      recover(shift, work, plan.steps().get(index), index, String.valueOf(e.getMessage()));
      clearAsides(shift, work);
    }
  }

  /// Trees of steps that were done at once, when the last of them is joined or done anew.
  private static void clearAsides(Shift shift, Work before) {
    if (!before.parallel().forks().isEmpty()
        && shift.task().details().work().parallel().forks().isEmpty()) {
      shift.discardAsides();
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
                  task.details()
                      .with(
                          now.withRecovery(new Recovery(reason, null, attempt))
                              .with(now.parallel().with(List.of()))))
              .become(TaskStatus.PLANNING, "Making a new plan for what is left");
        },
        StepEvents.step(index, step, Step.Status.FAILED));
  }
}
