package dev.journeyman.task;

import java.time.Instant;

/// Wakes workers. The queue implements it; who changes a task calls it in the same transaction.
public interface Jobs {

  /// Has a worker look at the task as soon as one is free. Part of the caller's transaction:
  /// without its commit nobody wakes. Waking a task that has nothing to do is harmless, and so is a
  /// wake that comes when the task has been taken or decided about meanwhile: it is dropped.
  ///
  /// @param epoch of the task as the caller's transaction leaves it
  /// @param at not before this
  void wake(TaskId id, long epoch, Priority priority, Instant at);

  /// Has somebody look then what the task has on the host of its repository. Whoever works on it at
  /// that time is not disturbed.
  ///
  /// @param at not before this
  void tend(TaskId id, Priority priority, Instant at);

  /// Has somebody look then whether the time to decide about the task is over. Whoever works on it
  /// at that time is not disturbed.
  void remind(TaskId id, Instant at);
}
