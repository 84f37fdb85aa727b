package dev.journeyman.database;

import java.time.Duration;

/// Waits in short steps for something that another process does.
final class Waiting {

  private static final Duration STEP = Duration.ofMillis(10);

  /// What a step of waiting has come to.
  enum Time {
    QUIET,
    REPORT
  }

  private final long end;
  private final Duration report;
  private long nextReport;

  Waiting(Duration longest, Duration report) {
    this.end = System.nanoTime() + longest.toNanos();
    this.report = report;
    this.nextReport = System.nanoTime() + report.toNanos();
  }

  /// Waits a step; tells when it is time to say that one still waits.
  Time next() {
    return next(STEP);
  }

  /// Likewise, for what is not to be done so often.
  Time next(Duration pause) {
    var now = System.nanoTime();
    if (now > end) {
      throw new DatabaseException("PostgreSQL is not ready yet; its data is safe, try again later");
    }
    step(pause);
    if (now < nextReport) {
      return Time.QUIET;
    }
    nextReport = now + report.toNanos();
    return Time.REPORT;
  }

  private static void step(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("Interrupted while waiting for PostgreSQL");
    }
  }
}
