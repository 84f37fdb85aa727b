package dev.journeyman.webhook;

import dev.journeyman.webhook.Delivery.State;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an attempt came out, as it is written down.
///
/// @param dueAt of the next attempt, where the delivery stays pending
/// @param status of the answer; null if there was none
/// @param excerpt how the answer began; null likewise
/// @param error why it failed; null if it did not
record Outcome(
    State state,
    Optional<Instant> dueAt,
    @Nullable Integer status,
    @Nullable String excerpt,
    @Nullable String error) {

  static Outcome delivered(int status, String excerpt) {
    return new Outcome(State.DELIVERED, Optional.empty(), status, excerpt, null);
  }

  static Outcome dead(int status, String excerpt) {
    var error = "The receiver answered %d".formatted(status);
    return new Outcome(State.DEAD, Optional.empty(), status, excerpt, error);
  }

  static Outcome dead(String error) {
    return new Outcome(State.DEAD, Optional.empty(), null, null, error);
  }

  /// What would have been the end, with another attempt to come.
  Outcome again(Instant at) {
    return new Outcome(State.PENDING, Optional.of(at), status, excerpt, error);
  }
}
