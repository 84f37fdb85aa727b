package dev.journeyman.queue;

import java.time.Duration;

/// Says that a task cannot be begun now though nothing is wrong with it; its job is kept.
public final class PostponedException extends RuntimeException {

  private final Duration delay;

  /// @param delay until it is tried again
  public PostponedException(String reason, Duration delay) {
    super(reason, null, false, false);
    this.delay = delay;
  }

  Duration delay() {
    return delay;
  }
}
