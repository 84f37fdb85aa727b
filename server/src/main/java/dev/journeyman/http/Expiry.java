package dev.journeyman.http;

import dev.journeyman.database.Database;
import java.time.Duration;
import java.time.Instant;

/// Deletes what has run out and nobody asks for any more: answers kept for idempotency keys,
/// sessions, sign-in links and tickets of streams, and what was counted of requests.
public record Expiry(Database database) {

  /// Long after every bucket is full again.
  private static final Duration RATES = Duration.ofHours(1);

  /// @return how many rows are gone
  public long forget(Instant now) {
    long answers = database.withHandle(handle -> Idempotency.forgetOld(handle, now));
    return answers
        + new GrantStore(database).sweep(now)
        + new SharedUse(database).forget(now.minus(RATES));
  }
}
