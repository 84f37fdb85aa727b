package dev.journeyman.pipeline;

import dev.journeyman.task.Failure;

/// A stage cannot go on; the failure is what the task's reader gets to see.
final class StageFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  StageFailedException(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  StageFailedException(String message, Failure.Category category, String remedy) {
    this(new Failure(message, category, remedy, true));
  }

  Failure failure() {
    return failure;
  }
}
