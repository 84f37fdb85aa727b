package dev.journeyman.pipeline;

import dev.journeyman.task.Task;

/// A task that was looked at wants something else on the host by now; nothing was written down.
final class MovedOnException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MovedOnException(Task seen) {
    super("Task %s is no longer %s as it was".formatted(seen.id(), seen.status().wire()));
  }
}
