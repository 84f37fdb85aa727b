package dev.journeyman.queue;

import dev.journeyman.task.TaskId;

/// Moves one task on as far as it goes. Called on a virtual thread of its own, by one worker at a
/// time; an interrupt asks it to stop, with everything that counts stored.
@FunctionalInterface
public interface TaskWorker {

  /// @throws InterruptedException if it was stopped before the task came to rest: the job is kept
  ///     and taken up again, here or by another instance
  void work(TaskId id) throws InterruptedException;
}
