package dev.journeyman.sandbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Lets a limited number of commands run at once; the others wait in the order they came.
final class Turns {

  private final Semaphore places;

  Turns(int places) {
    this.places = new Semaphore(places, true);
  }

  /// Waits, then does the work on the calling thread. Interruption while waiting cancels it.
  Outcome take(Supplier<Outcome> work) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Cancelled(Output.EMPTY, Duration.ZERO);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
