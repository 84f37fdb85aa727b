package dev.journeyman.app;

import java.time.Duration;

/// Something done beside everything else, which ends before what it works with is closed.
record Errand(Thread thread) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static Errand begin(String name, Runnable work) {
    return new Errand(Thread.ofVirtual().name(name).start(work));
  }

  /// Begins now, and again each time so long after it has ended.
  static Errand repeat(String name, Duration every, Runnable work) {
    return begin(
        name,
        () -> {
          try {
            while (!Thread.currentThread().isInterrupted()) {
              work.run();
              Thread.sleep(every);
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
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
