package dev.journeyman.task;

/// There is no such task, or it is another tenant's.
public final class UnknownTaskException extends RuntimeException {

  public UnknownTaskException(TaskId id) {
    super("There is no task %s".formatted(id));
  }
}
