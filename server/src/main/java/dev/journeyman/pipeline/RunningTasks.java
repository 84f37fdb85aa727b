package dev.journeyman.pipeline;

import dev.journeyman.database.Database;
import dev.journeyman.task.Claim;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tasks that this instance works on now, so that a decision made anywhere can stop them here.
public final class RunningTasks {

  private static final Logger LOG = LoggerFactory.getLogger(RunningTasks.class);

  /// A command is killed at once; what is left is to write down.
  private static final Duration LEAVING = Duration.ofSeconds(30);

  /// How often it is looked by itself whether a change went unheard: a notification is only a hint,
  /// and a command that runs for long writes nothing at which its worker would be found out.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private record Worker(Claim claim, Thread thread, CompletableFuture<Void> left) {}

  private final Map<TaskId, Worker> workers = new ConcurrentHashMap<>();
  private final Database database;
  private final TaskStore tasks;
  private volatile boolean stopping;

  public RunningTasks(Database database, TaskStore tasks) {
    this.database = database;
    this.tasks = tasks;
  }

  /// How many tasks are worked on here.
  public int size() {
    return workers.size();
  }

  /// Stops the worker of a task if the task was taken from it. Called whenever a task has changed.
  public void changed(TaskId id) {
    var worker = workers.get(id);
    if (worker != null && !tasks.holds(worker.claim())) {
      interrupt(worker);
    }
  }

  /// Checks all of them, after changes may have gone unheard.
  public void changed() {
    var here = List.copyOf(workers.values());
    if (!here.isEmpty()) {
      var epochs = tasks.epochs(here.stream().map(worker -> worker.claim().task()).toList());
      here.stream()
          .filter(worker -> !holds(worker.claim(), epochs.get(worker.claim().task())))
          .forEach(this::interrupt);
    }
  }

  private static boolean holds(Claim claim, @Nullable Long epoch) {
    return epoch != null && epoch == claim.epoch();
  }

  /// Checks all of them again and again, until it is interrupted.
  public void watch() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      changed();
    } catch (RuntimeException e) {
      LOG.debug("Could not look who still has their tasks: {}", e.getMessage());
    }
  }

  /// Asks every worker of this instance to stop, and each that comes from now on; their tasks go on
  /// later, here or elsewhere.
  public void interruptAll() {
    stopping = true;
    workers.values().forEach(this::interrupt);
  }

  /// Registers the calling thread as the task's worker until the result is closed. A worker that
  /// was here before, and was declared dead because the database did not hear of it for a while,
  /// has to leave first: the two would share one work tree.
  ///
  /// @throws IllegalStateException if it does not leave; the claim is to be given up
  Registration enter(Claim claim) throws InterruptedException {
    var worker = new Worker(claim, Thread.currentThread(), new CompletableFuture<>());
    var before = Optional.ofNullable(workers.put(claim.task(), worker));
    boolean entered = false;
    try {
      if (before.isPresent()) {
        await(before.get(), worker);
      }
      changed(claim.task());
      if (stopping) {
        interrupt(worker);
      }
      entered = true;
    } finally {
      if (!entered) {
        turnBack(before, worker);
      }
    }
    return () -> leave(worker);
  }

  private void await(Worker before, Worker worker) throws InterruptedException {
    database.interrupt(before.thread());
    try {
      before.left().get(LEAVING.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException(
          "The worker before this one has not left task %s within %d s; it is tried again"
              .formatted(worker.claim().task(), LEAVING.toSeconds()),
          e);
    }
  }

  /// Leaves without having entered. Whoever comes next waits for the one before, if that is still
  /// there.
  private void turnBack(Optional<Worker> before, Worker worker) {
    workers.computeIfPresent(
        worker.claim().task(), (_, now) -> now.equals(worker) ? stillThere(before) : now);
    var gone = before.map(Worker::left).orElseGet(() -> CompletableFuture.completedFuture(null));
    var _ = gone.thenRun(() -> worker.left().complete(null));
  }

  private static @Nullable Worker stillThere(Optional<Worker> before) {
    return before.filter(worker -> !worker.left().isDone()).orElse(null);
  }

  /// In this order: one that is not done is in the map, or will take itself out of it.
  private void leave(Worker worker) {
    worker.left().complete(null);
    workers.remove(worker.claim().task(), worker);
  }

  /// Under the map's lock, so that nobody is interrupted who has left.
  private void interrupt(Worker worker) {
    workers.computeIfPresent(worker.claim().task(), (_, now) -> interrupted(now, worker));
  }

  private @Nullable Worker interrupted(Worker now, Worker worker) {
    if (now.claim().equals(worker.claim())) {
      database.interrupt(worker.thread());
    }
    return now;
  }

  /// Ends when closed.
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
