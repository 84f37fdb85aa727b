package dev.journeyman.task;

/// A status was to follow that the table of states does not allow; nothing was changed.
public final class IllegalTransitionException extends RuntimeException {

  public IllegalTransitionException(TaskId id, TaskStatus from, TaskStatus to) {
    super("Task %s is %s and cannot become %s".formatted(id, from.wire(), to.wire()));
  }
}
