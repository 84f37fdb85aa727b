package dev.journeyman.app;

import dev.journeyman.database.Database;
import dev.journeyman.http.Expiry;
import dev.journeyman.queue.Chore;
import dev.journeyman.task.Retention;
import dev.journeyman.telemetry.RetentionMetrics;
import dev.journeyman.telemetry.RetentionMetrics.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes once an hour what has been kept for long enough; one instance of all does it, for five
/// minutes at most: what is left then is for the next time.
record Housekeeping(
    Database database, RetentionSettings settings, RetentionMetrics metrics, Clock clock) {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  Chore chore() {
    return new Chore("housekeeping", EVERY, this::run);
  }

  void run() {
    var now = clock.instant();
    BooleanSupplier goOn = new Patience(System.nanoTime() + LONGEST.toNanos())::lasts;
    var retention = new Retention(database);
    report(Kind.EXPIRED, new Expiry(database).forget(now));
    report(Kind.EVENTS, retention.trimEvents(now.minus(settings.events()), goOn));
    report(
        Kind.CONVERSATIONS, retention.trimConversations(now.minus(settings.conversations()), goOn));
    report(
        Kind.VERIFICATIONS, retention.trimVerifications(now.minus(settings.conversations()), goOn));
    report(Kind.CHECK_LOGS, retention.trimCheckLogs(now.minus(settings.events()), goOn));
  }

  private void report(Kind kind, long rows) {
    metrics.deleted(kind, rows);
    if (rows > 0) {
      LOG.info("Deleted {} rows that were kept long enough: {}", rows, kind);
    }
  }

  private record Patience(long endNanos) {
    boolean lasts() {
      return System.nanoTime() - endNanos < 0 && !Thread.currentThread().isInterrupted();
    }
  }
}
