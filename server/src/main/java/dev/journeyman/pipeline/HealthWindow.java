package dev.journeyman.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Tries something again and again until it succeeds or its time is over.
record HealthWindow(Duration window) {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// One attempt.
  interface Attempt {
    /// @param longest it may take
    DeployCommands.Ran run(Duration longest) throws InterruptedException;
  }

  /// The last attempt; the only one that succeeded, if any did.
  DeployCommands.Ran await(Attempt attempt) throws InterruptedException {
    long end = System.nanoTime() + window.toNanos();
    var last = attempt.run(window);
    while (!last.succeeded() && System.nanoTime() + PAUSE.toNanos() < end) {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      last = attempt.run(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    return last;
  }
}
