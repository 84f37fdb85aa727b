package dev.journeyman.app;

import java.time.Duration;

/// Something done once beside everything else, which ends before what it works with is closed.
record Errand(Thread thread) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static Errand begin(String name, Runnable work) {
    return new Errand(Thread.ofVirtual().name(name).start(work));
  }

  /// Interrupts it and waits until it has let go, for a while.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
