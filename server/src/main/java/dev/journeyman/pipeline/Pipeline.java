package dev.journeyman.pipeline;

import dev.journeyman.agent.PartFailedException;
import dev.journeyman.database.Database;
import dev.journeyman.task.Claim;
import dev.journeyman.task.Failure;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.StaleClaimException;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import dev.journeyman.task.TaskTraces;
import dev.journeyman.task.Wake;
import dev.journeyman.telemetry.Carried;
import dev.journeyman.telemetry.GenAi;
import dev.journeyman.telemetry.Spans;
import dev.journeyman.telemetry.StageMetrics;
import dev.journeyman.telemetry.StageMetrics.End;
import dev.journeyman.telemetry.Subject;
import dev.journeyman.telemetry.Traces;
import dev.journeyman.workspace.WorkspaceException;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Takes a task through its stages, until it rests: it waits for a person, is paused, or is over.
public final class Pipeline {

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final TaskStore tasks;
  private final Deadlines deadlines;
  private final EmergencyStop stop;
  private final Shifts shifts;
  private final Stages stages;
  private final Endings endings;
  private final Upkeep upkeep;
  private final RunningTasks running;
  private final StageMetrics metrics;
  private final TaskTraces traces;

  Pipeline(
      TaskStore tasks,
      Deadlines deadlines,
      EmergencyStop stop,
      Shifts shifts,
      Stages stages,
      Endings endings,
      Upkeep upkeep,
      RunningTasks running,
      StageMetrics metrics,
      TaskTraces traces) {
    this.deadlines = deadlines;
    this.stop = stop;
    this.tasks = tasks;
    this.shifts = shifts;
    this.stages = stages;
    this.endings = endings;
    this.upkeep = upkeep;
    this.running = running;
    this.metrics = metrics;
    this.traces = traces;
  }

  /// Moves a task on as far as it goes. Harmless for a task that has nothing to do, or for which
  /// somebody else has been woken since.
  ///
  /// @throws InterruptedException if the service is stopping; the task goes on later
  /// @throws RuntimeException if the database cannot do its work just now; the task goes on later
  public void work(Wake wake) throws InterruptedException {
    var id = wake.task();
    try (var _ = MDC.putCloseable("taskId", id.toString())) {
      deadlines.look(id);
      stop.look(id);
      var claim = tasks.claim(wake);
      if (claim.isPresent()) {
        hold(claim.get());
      }
      upkeep.look(id);
    }
  }

  private void hold(Claim claim) throws InterruptedException {
    try (var _ = running.enter(claim)) {
      traces.resume(claim.task(), GenAi.agent(), span -> work(claim, span));
    } catch (StaleClaimException e) {
      LOG.info("Stopping work on task {}: it was taken away", claim.task());
    } catch (InterruptedException e) {
      if (holds(claim)) {
        throw e;
      }
      LOG.info("Stopped work on task {}: somebody decided so", claim.task());
    }
  }

  /// Looks what a task has on the host of its repository. Disturbs nobody who works on it.
  ///
  /// @throws InterruptedException if the service is stopping
  public void tend(TaskId id) throws InterruptedException {
    try (var _ = MDC.putCloseable("taskId", id.toString())) {
      upkeep.look(id);
    }
  }

  /// Looks whether the time to decide about a task is over. Disturbs nobody who works on it.
  public void remind(TaskId id) {
    deadlines.look(id);
  }

  private TaskStatus work(Claim claim, Span span) throws InterruptedException {
    try (var shift = shifts.open(claim);
        var _ = MDC.putCloseable("tenant", shift.task().tenant());
        var _ = MDC.putCloseable("user", shift.task().createdBy())) {
      try {
        for (var task = shift.task(); moves(task) && !shift.resting(); task = shift.task()) {
          step(shift, task);
        }
      } finally {
        cleanUpIfCancelled(shift);
      }
      var status = shift.task().status();
      span.setAttribute(Spans.TASK_STATUS, status.wire());
      return status;
    }
  }

  private void step(Shift shift, Task task) throws InterruptedException {
    LOG.info("Task {} is {}", task.id(), task.status().wire());
    long started = System.nanoTime();
    var end = End.INTERRUPTED;
    try {
      end = traces.traces().within(stage(task), span -> traced(shift, task, span));
    } finally {
      metrics.stage(task.status().wire(), end, Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private static Subject stage(Task task) {
    return Spans.stage(task.status().wire());
  }

  private End traced(Shift shift, Task task, Span span) throws InterruptedException {
    var end = run(shift, task);
    if (end == End.FAILED) {
      Traces.failed(span, "stage_failed");
    }
    return end;
  }

  /// @throws InterruptedException if the stage was taken away in the middle
  private End run(Shift shift, Task task) throws InterruptedException {
    try {
      stages.of(task.status()).run(shift);
      return End.DONE;
    } catch (StaleClaimException e) {
      throw e;
    } catch (RuntimeException e) {
      stopIfAsked(e);
      if (Database.isOutage(e)) {
        throw e;
      }
      endings.fail(shift, failure(task, e));
      return End.FAILED;
    }
  }

  private static Failure failure(Task task, RuntimeException error) {
    return switch (error) {
      case PartFailedException e -> e.failure();
      case StageFailedException e -> e.failure();
      case WorkspaceException e -> failure(e);
      default -> {
        LOG.error("Task {} broke in {}", task.id(), task.status().wire(), error);
        yield broken();
      }
    };
  }

  /// What goes wrong in a worker that is asked to stop says nothing about the task: commands end,
  /// and waiting does.
  private static void stopIfAsked(RuntimeException error) throws InterruptedException {
    if (Thread.interrupted() || isCancellation(error)) {
      throw (InterruptedException) new InterruptedException(error.getMessage()).initCause(error);
    }
  }

  private static boolean isCancellation(RuntimeException error) {
    return error instanceof WorkspaceException e
        && e.problem() == WorkspaceException.Problem.CANCELLED;
  }

  private static void cleanUpIfCancelled(Shift shift) {
    boolean interrupted = Thread.interrupted();
    if (shift.task().status() == TaskStatus.CANCELLED) {
      interrupted |= undisturbed(() -> discard(shift));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void discard(Shift shift) {
    try {
      shift.discard();
    } catch (RuntimeException e) {
      LOG.warn("Could not clean up after a cancelled task; the next start tries again", e);
    }
  }

  /// Does the work on a thread that nobody knows: a worker that has lost its task is interrupted
  /// again and again until it has left.
  ///
  /// @return whether it was interrupted meanwhile
  private static boolean undisturbed(Runnable work) {
    return Leaving.await(Thread.ofVirtual().start(Carried.over(work)), () -> {});
  }

  private boolean moves(Task task) {
    return task.status().needsWorker() && !task.paused();
  }

  /// The thread was stopped and is done with this task, so the flag is put down.
  private boolean holds(Claim claim) {
    Thread.interrupted();
    return tasks.holds(claim);
  }

  private static Failure failure(WorkspaceException e) {
    return new Failure(
        String.valueOf(e.getMessage()), Category.REPOSITORY, String.valueOf(e.remedy()), true);
  }

  private static Failure broken() {
    return new Failure(
        "Something in the service itself broke",
        Category.INTERNAL,
        "Retry the task; the service's log has the details under the task's id",
        true);
  }
}
