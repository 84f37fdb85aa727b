package dev.journeyman.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Whether GitHub answers and takes the token, asked at most once a minute. Safe for use by many
/// threads.
public final class Availability {

  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final GitHub github;
  private final Clock clock;
  private Instant askedAt = Instant.EPOCH;
  private @Nullable CompletableFuture<Boolean> answer;

  public Availability(GitHub github, Clock clock) {
    this.github = github;
    this.clock = clock;
  }

  /// Waits for an answer for three seconds; none counts as no.
  public boolean now() {
    try {
      return current().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized CompletableFuture<Boolean> current() {
    var known = answer;
    var now = clock.instant();
    if (known != null && now.isBefore(askedAt.plus(FRESH))) {
      return known;
    }
    var asked = new CompletableFuture<Boolean>();
    Thread.ofVirtual().name("github").start(() -> ask(asked));
    askedAt = now;
    answer = asked;
    return asked;
  }

  private void ask(CompletableFuture<Boolean> asked) {
    try {
      asked.complete(github.works());
    } catch (InterruptedException | RuntimeException e) {
      asked.completeExceptionally(e);
    }
  }
}
