package dev.journeyman.agent;

import java.time.Duration;

/// Measures the active time between two turns. Used by one thread.
final class Stopwatch {

  private long started = System.nanoTime();

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /// The time since the last lap; the next one begins.
  Duration lap() {
    var lap = elapsed();
    started = System.nanoTime();
    return lap;
  }
}
