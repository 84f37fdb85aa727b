package dev.journeyman.agent.tool;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When a task is out of time.
///
/// @param clock which nobody sets, unlike the machine's
public record Deadline(InstantSource clock, Instant end) {

  public static Deadline in(Duration time) {
    long began = System.nanoTime();
    InstantSource clock = () -> Instant.EPOCH.plusNanos(System.nanoTime() - began);
    return new Deadline(clock, Instant.EPOCH.plus(time));
  }

  /// What is left; zero once it is over.
  public Duration left() {
    var left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// The wish, or what is left if that is less.
  public Duration atMost(Duration wish) {
    var left = left();
    return wish.compareTo(left) < 0 ? wish : left;
  }
}
