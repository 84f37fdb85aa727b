package dev.journeyman.agent.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// When a task is out of time.
public record Deadline(Clock clock, Instant end) {

  public static Deadline in(Duration time) {
    var clock = Clock.systemUTC();
    return new Deadline(clock, clock.instant().plus(time));
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
