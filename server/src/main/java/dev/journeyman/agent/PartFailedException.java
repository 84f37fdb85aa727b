package dev.journeyman.agent;

import dev.journeyman.task.Failure;

/// A part of the job cannot go on. What it knows becomes the failure of the task, unless the
/// pipeline finds another way.
public final class PartFailedException extends RuntimeException {

  private final transient Failure failure;

  public PartFailedException(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
