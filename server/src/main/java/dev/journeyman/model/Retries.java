package dev.journeyman.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/// The one policy for everything that can fail, in mid-stream too.
///
/// @param sleeper how waiting is done
/// @param random evenly spread from 0 to 1, so that many agents do not come back at once
record Retries(RetrySettings settings, Clock clock, Sleeper sleeper, DoubleSupplier random) {

  /// Waits. Tests let the clock run instead.
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /// One attempt at something.
  interface Attempt<T> {
    /// @param thinking false if thinking of earlier replies is to be left out
    /// @param limit how long it may take
    T run(boolean thinking, Duration limit) throws FailedAttempt, InterruptedException;
  }

  /// What a failure leads to.
  sealed interface Decision {
    record Again(Duration pause, boolean thinking) implements Decision {}

    /// @param late whether the deadline is why
    record Stop(String after, boolean late) implements Decision {}
  }

  /// @throws ModelException when no attempt succeeded and there is no use or time for another
  <T> T run(Duration deadline, ReplyListener listener, Attempt<T> attempt) {
    try {
      return persist(clock.instant().plus(deadline), listener, attempt);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ModelException.Interrupted("The request to the model was interrupted.");
    }
  }

  private <T> T persist(Instant end, ReplyListener listener, Attempt<T> attempt)
      throws InterruptedException {
    boolean thinking = true;
    for (int number = 1; ; number++) {
      try {
        return attempt.run(thinking, left(end));
      } catch (FailedAttempt failed) {
        var failure = failed.failure();
        switch (decide(failure, number, thinking, left(end))) {
          case Decision.Stop stop -> throw failure.toException(stop.after(), stop.late());
          case Decision.Again again -> {
            listener.retrying(number, again.pause(), failure.reason());
            sleeper.sleep(again.pause());
            thinking = again.thinking();
          }
        }
      }
    }
  }

  private Duration left(Instant end) {
    return Duration.between(clock.instant(), end);
  }

  /// @param attempt how many attempts there were, this one included
  Decision decide(Failure failure, int attempt, boolean thinking, Duration left) {
    return switch (failure.remedy()) {
      case STRIP_THINKING ->
          thinking
              ? new Decision.Again(Duration.ZERO, false)
              : new Decision.Stop(", even without earlier thinking", false);
      case RETRY -> again(failure, attempt, thinking, left);
      case ASK_OPERATOR, SHORTEN, GIVE_UP, GIVE_UP_FOR_NOW -> new Decision.Stop("", false);
    };
  }

  private Decision again(Failure failure, int attempt, boolean thinking, Duration left) {
    if (attempt >= settings.attempts()) {
      return new Decision.Stop(" (after " + attempt + " attempts)", false);
    }
    var wait = failure.pause().map(this::atLeast).orElseGet(() -> backoff(attempt));
    if (wait.compareTo(left) >= 0) {
      return new Decision.Stop(
          " (after %d attempts; the next, in %d s, would be past the deadline)"
              .formatted(attempt, wait.toSeconds()),
          true);
    }
    return new Decision.Again(wait, thinking);
  }

  /// What the server asks for, and up to a tenth more.
  private Duration atLeast(Duration asked) {
    return asked.plusMillis((long) (asked.toMillis() * 0.1 * random.getAsDouble()));
  }

  private Duration backoff(int attempt) {
    double doubled = settings.firstWait().toMillis() * Math.pow(2, attempt - 1.0);
    double capped = Math.min(doubled, (double) settings.longestWait().toMillis());
    return Duration.ofMillis((long) (capped * (1 - 0.25 * random.getAsDouble())));
  }
}
