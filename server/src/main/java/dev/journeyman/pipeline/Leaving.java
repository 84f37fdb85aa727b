package dev.journeyman.pipeline;

import java.time.Duration;

/// Waits for threads that have to be gone before anything else is done.
final class Leaving {

  private static final Duration AGAIN = Duration.ofMillis(500);

  private Leaving() {}

  /// Returns when the thread has ended, even if the caller is interrupted meanwhile.
  ///
  /// @param nudge called every half second until then
  /// @return whether the caller was interrupted
  static boolean await(Thread thread, Runnable nudge) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        if (!thread.join(AGAIN)) {
          nudge.run();
        }
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
