package dev.journeyman.pipeline;

import dev.journeyman.agent.Conversations;
import dev.journeyman.agent.Prompts;
import dev.journeyman.agent.Stopwatch;
import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.database.Database;
import dev.journeyman.task.Fork;
import dev.journeyman.task.Parallel;
import dev.journeyman.task.Plan;
import dev.journeyman.task.Step;
import dev.journeyman.task.Task;
import dev.journeyman.telemetry.Spans;
import dev.journeyman.telemetry.StageMetrics;
import dev.journeyman.telemetry.StageMetrics.End;
import dev.journeyman.telemetry.Traces;
import dev.journeyman.workspace.Checkpoint;
import dev.journeyman.workspace.WorkspaceException;
import dev.journeyman.workspace.WorkspaceException.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Steps that are worked on at once, each as a fork of the author's conversation, in a work tree
/// and a sandbox of its own. What becomes of a fork is in the task from the moment its check
/// passes; a restart goes on with those that are left.
///
/// ```
/// begun ─► open ─► finished ─► joined with the author's own line of work
///            └───────┴─► clashed: done once more, alone
/// ```
final class Forks {

  private static final Logger LOG = LoggerFactory.getLogger(Forks.class);

  private final Database database;
  private final Author author;
  private final StepCheck check;
  private final Conversations conversations;
  private final StageMetrics metrics;
  private final Traces traces;

  Forks(
      Database database,
      Author author,
      StepCheck check,
      Conversations conversations,
      StageMetrics metrics,
      Traces traces) {
    this.database = database;
    this.author = author;
    this.check = check;
    this.conversations = conversations;
    this.metrics = metrics;
    this.traces = traces;
  }

  /// Begins a fork for each of these steps.
  ///
  /// @param indices of the steps, from 0
  void begin(Shift shift, Plan plan, List<Integer> indices) throws InterruptedException {
    // What they write would get in the way of the copies, and what they see is made anew at the
    // end.
    shift.endJobs();
    // A worker that died between two writes may have left trees.
    shift.discardAsides();
    var from = shift.work().value();
    var forks = indices.stream().map(index -> Fork.begun(index + 1, from)).toList();
    var asides = asides(shift, forks);
    try {
      boolean whole = !shift.desk().restored();
      AtOnce.run(
          database,
          asides.stream()
              .map(aside -> (AtOnce.Piece) () -> shift.aside(aside).prepare(whole))
              .toList());
    } catch (WorkspaceException e) {
      giveUp(shift, forks, e);
      return;
    }
    conversations.fork(
        shift.claim(),
        Author.CONVERSATION,
        asides.stream().map(Aside::conversation).toList(),
        task -> begun(task, plan, forks),
        forks.stream()
            .map(Fork::step)
            .map(number -> StepEvents.step(number - 1, step(plan, number), Step.Status.RUNNING))
            .toList());
  }

  private static List<Aside> asides(Shift shift, List<Fork> forks) {
    var clock = new Stopwatch();
    int plans = shift.task().details().work().recoveries();
    return forks.stream().map(fork -> new Aside(plans, fork, clock)).toList();
  }

  /// There may be no room for so many trees.
  private static void giveUp(Shift shift, List<Fork> forks, WorkspaceException e) {
    if (e.problem() == Problem.CANCELLED) {
      throw e;
    }
    LOG.warn(
        "Task {} does its steps one after the other: no work trees could be made",
        shift.claim().task(),
        e);
    var reason = String.valueOf(e.getMessage());
    shift.change(
        task ->
            with(
                task,
                parallel ->
                    parallel.with(forks.stream().map(fork -> fork.withoutTree(reason)).toList())));
    shift.discardAsides();
  }

  private static Task begun(Task task, Plan plan, List<Fork> forks) {
    var running = plan;
    for (var fork : forks) {
      running = running.with(fork.step() - 1, Step.Status.RUNNING);
    }
    var details = task.details();
    var changed = task.with(details.with(details.work().withPlan(running)));
    return saying(with(changed, parallel -> parallel.with(forks)));
  }

  /// Works on those that are open, until each has finished or clashed.
  ///
  /// @throws InterruptedException when the worker is asked to stop; all have left then
  void run(Shift shift, Plan plan) throws InterruptedException {
    var open = shift.task().details().work().parallel().open();
    AtOnce.run(
        database,
        asides(shift, open).stream()
            .map(aside -> (AtOnce.Piece) () -> work(shift, plan, aside))
            .toList());
  }

  private void work(Shift trunk, Plan plan, Aside aside) throws InterruptedException {
    long started = System.nanoTime();
    var fork = aside.fork();
    try (var shift = trunk.aside(aside)) {
      if (!hasPlace(trunk, shift, fork)) {
        return;
      }
      traces.useWithin(
          Spans.step(fork.step(), step(plan, fork.step()).action()),
          _ -> step(shift, plan, fork).run(opening(trunk.task(), fork)));
      metrics.step(End.DONE, since(started));
    } catch (StepNotDoneException e) {
      if (Thread.interrupted()) {
        throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
      }
      metrics.step(End.FAILED, since(started));
      trunk.change(task -> closed(task, fork.clashed("Done by itself " + e.getMessage())));
    }
  }

  /// Its tree may have been on another instance, and there may be no room for it here.
  private static boolean hasPlace(Shift trunk, Shift shift, Fork fork) {
    try {
      shift.desk();
      return true;
    } catch (WorkspaceException e) {
      if (e.problem() == Problem.CANCELLED) {
        throw e;
      }
      LOG.warn(
          "Task {} does step {} alone: no work tree could be made",
          trunk.claim().task(),
          fork.step(),
          e);
      trunk.change(task -> closed(task, fork.clashed("It lost its work tree: " + e.getMessage())));
      return false;
    }
  }

  private StepRun step(Shift shift, Plan plan, Fork fork) {
    return new StepRun(
        shift,
        author,
        check,
        plan,
        fork.step(),
        (checkpoint, summary) -> accepted(fork, checkpoint, summary));
  }

  private static Judgement.Accepted accepted(Fork fork, Checkpoint checkpoint, String summary) {
    return new Judgement.Accepted(
        "The check passed; the step is done.",
        task -> closed(task, fork.finished(checkpoint.commit().value(), summary)),
        List.of());
  }

  /// What it says of the others stays the same until its end: all forks begin with the same words.
  private static String opening(Task task, Fork fork) {
    var work = task.details().work();
    var plan = Objects.requireNonNull(work.plan());
    var others =
        work.parallel().forks().stream()
            .map(Fork::step)
            .filter(number -> number != fork.step())
            .map(number -> "- Step %d, at %s".formatted(number, step(plan, number).target()))
            .collect(Collectors.joining("\n"));
    return "\n\n" + Prompts.fill("fork", Map.of("others", others));
  }

  private static Task closed(Task task, Fork fork) {
    return saying(with(task, parallel -> parallel.with(fork)));
  }

  private static Task saying(Task task) {
    var work = task.details().work();
    var plan = Objects.requireNonNull(work.plan());
    var open = work.parallel().open().stream().map(Fork::step).toList();
    return open.isEmpty()
        ? PlanText.saying(task, "Joining what was done at once")
        : PlanText.saying(task, PlanText.line(plan, open));
  }

  private static Task with(Task task, UnaryOperator<Parallel> change) {
    var details = task.details();
    var work = details.work();
    return task.with(details.with(work.with(change.apply(work.parallel()))));
  }

  private static Step step(Plan plan, int number) {
    return plan.steps().get(number - 1);
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
