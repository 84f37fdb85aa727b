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
    long begun = System.nanoTime();
    var last = attempt.run(window);
    long took = System.nanoTime() - begun;
    // One that is cut off would hide what the one before it said.
    while (!last.succeeded() && System.nanoTime() + PAUSE.toNanos() + took < end) {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      begun = System.nanoTime();
      last = attempt.run(Duration.ofNanos(end - begun));
      took = System.nanoTime() - begun;
    }
    return last;
  }
}
