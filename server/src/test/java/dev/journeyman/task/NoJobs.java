package dev.journeyman.task;

import java.time.Instant;

/// Wakes nobody.
public record NoJobs() implements Jobs {

  @Override
  public void wake(TaskId id, long epoch, Priority priority, Instant at) {}

  @Override
  public void tend(TaskId id, Priority priority, Instant at) {}

  @Override
  public void remind(TaskId id, Instant at) {}
}
