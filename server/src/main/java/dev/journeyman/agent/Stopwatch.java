package dev.journeyman.agent;

import java.time.Duration;

/// Measures the active time between two turns. Where several parts are worked on at once they share
/// one, so that each moment counts once. Safe for use by many threads.
public final class Stopwatch {

  private long started = System.nanoTime();

  synchronized Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /// The time since the last lap; the next one begins.
  synchronized Duration lap() {
    var lap = elapsed();
    started = System.nanoTime();
    return lap;
  }
}
