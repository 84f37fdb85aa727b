package dev.journeyman.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Tries something again and again until it succeeds or its time is over.
record HealthWindow(Duration window) {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// One attempt.
  interface Attempt {
    DeployCommands.Ran run() throws InterruptedException;
  }

  /// The last attempt; the only one that succeeded, if any did.
  DeployCommands.Ran await(Attempt attempt) throws InterruptedException {
    long end = System.nanoTime() + window.toNanos();
    var last = attempt.run();
    while (!last.succeeded() && System.nanoTime() + PAUSE.toNanos() < end) {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      last = attempt.run();
    }
    return last;
  }
}
