package dev.journeyman.pipeline;

import dev.journeyman.task.Task;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Waits for tasks to get somewhere. Called from any thread.
public final class TaskWaiter {

  /// Looks by itself as often as this, in case a change went unheard.
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final TaskStore tasks;
  private final Map<TaskId, Set<Semaphore>> waiting = new ConcurrentHashMap<>();

  public TaskWaiter(TaskStore tasks) {
    this.tasks = tasks;
  }

  /// Tells that a task has changed.
  public void changed(TaskId id) {
    waiting.getOrDefault(id, Set.of()).forEach(Semaphore::release);
  }

  /// The task once it is in one of these statuses, or as it is when the time is over.
  Task await(TaskId id, Set<TaskStatus> statuses, Duration atMost) {
    var signal = new Semaphore(0);
    waiting.computeIfAbsent(id, _ -> ConcurrentHashMap.newKeySet()).add(signal);
    try {
      long end = System.nanoTime() + atMost.toNanos();
      var task = tasks.find(id).orElseThrow();
      while (!statuses.contains(task.status()) && System.nanoTime() < end) {
        long left = Math.min(end - System.nanoTime(), LOOK.toNanos());
        var _ = signal.tryAcquire(left, TimeUnit.NANOSECONDS);
        signal.drainPermits();
        task = tasks.find(id).orElseThrow();
      }
      return task;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return tasks.find(id).orElseThrow();
    } finally {
      waiting.computeIfPresent(
          id,
          (_, signals) -> {
            signals.remove(signal);
            return signals.isEmpty() ? null : signals;
          });
    }
  }
}
