package dev.journeyman.pipeline;

import dev.journeyman.task.Claim;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The tasks that this instance works on now, so that a decision made anywhere can stop them here.
public final class RunningTasks {

  private record Worker(Claim claim, Thread thread) {}

  private final Map<TaskId, Worker> workers = new ConcurrentHashMap<>();
  private final TaskStore tasks;

  public RunningTasks(TaskStore tasks) {
    this.tasks = tasks;
  }

  /// How many tasks are worked on here.
  public int size() {
    return workers.size();
  }

  /// Stops the worker of a task if the task was taken from it. Called whenever a task has changed.
  public void changed(TaskId id) {
    var worker = workers.get(id);
    if (worker != null && !holds(worker.claim())) {
      worker.thread().interrupt();
    }
  }

  /// Checks all of them, after changes may have gone unheard.
  public void changed() {
    workers.keySet().forEach(this::changed);
  }

  /// Asks every worker of this instance to stop; their tasks go on later, here or elsewhere.
  public void interruptAll() {
    workers.values().forEach(worker -> worker.thread().interrupt());
  }

  /// Registers the calling thread as the task's worker until the result is closed.
  Registration enter(Claim claim) {
    var worker = new Worker(claim, Thread.currentThread());
    workers.put(claim.task(), worker);
    changed(claim.task());
    return () -> workers.remove(claim.task(), worker);
  }

  private boolean holds(Claim claim) {
    return tasks.find(claim.task()).filter(task -> task.epoch() == claim.epoch()).isPresent();
  }

  /// Ends when closed.
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
