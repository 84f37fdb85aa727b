package dev.journeyman.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/// The machine's time, except that it never goes back. When somebody sets the machine's clock back
/// this one goes on from where it was, at the same pace, until the machine has caught up: what was
/// due stays due, events stay in order. A clock that is set forward, or a machine that slept, is
/// followed at once. Safe for any number of threads.
final class SteadyClock extends Clock {

  /// Time servers correct a clock by less than this between two looks at it.
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final InstantSource wall;
  private final LongSupplier nanos;
  private Instant base;
  private long baseNanos;

  /// @param nanos a scale that only grows, such as [System#nanoTime]
  SteadyClock(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.base = wall.instant();
    this.baseNanos = nanos.getAsLong();
  }

  static Clock ofMachine() {
    return new SteadyClock(Clock.systemUTC(), System::nanoTime);
  }

  @Override
  public synchronized Instant instant() {
    long now = nanos.getAsLong();
    var passed = base.plus(Duration.ofNanos(now - baseNanos));
    var shown = wall.instant();
    var next = shown.isBefore(passed.minus(SLACK)) ? passed : shown;
    base = next.isBefore(base) ? base : next;
    baseNanos = now;
    return base;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return zone.equals(getZone()) ? this : Clock.fixed(instant(), zone);
  }
}
