package dev.journeyman.simulator;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waiting that ends when the simulator is closed.
final class Pauses {
  private final CountDownLatch closed = new CountDownLatch(1);

  void take(Duration length) throws InterruptedIOException {
    try {
      if (length.isPositive() && closed.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new InterruptedIOException("The simulator was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while pausing");
    }
  }

  void end() {
    closed.countDown();
  }
}
