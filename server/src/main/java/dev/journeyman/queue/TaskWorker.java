package dev.journeyman.queue;

import dev.journeyman.task.TaskId;
import dev.journeyman.task.Wake;

/// What a queue has done with its jobs.
public interface TaskWorker {

  /// Whether a task that has not begun may begin here. Asked before each claim, every two seconds
  /// at least.
  boolean hasRoom();

  /// Moves one task on as far as it goes. Called on a virtual thread of its own, by one worker at a
  /// time; an interrupt asks it to stop, with everything that counts stored.
  ///
  /// @throws InterruptedException if it was stopped before the task came to rest: the job is kept
  ///     and taken up again, here or by another instance
  void work(Wake wake) throws InterruptedException;

  /// Looks what a task has on the host of its repository; takes it from nobody.
  ///
  /// @throws InterruptedException if it was stopped: the job is kept
  void tend(TaskId id) throws InterruptedException;

  /// Looks whether the time to decide about a task is over; takes the task from nobody.
  void remind(TaskId id);

  /// Asks everything that runs here to stop, and what is still to begin.
  void stop();
}
