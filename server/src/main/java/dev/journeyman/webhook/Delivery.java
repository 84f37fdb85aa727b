package dev.journeyman.webhook;

import dev.journeyman.task.TaskId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event on its way to one webhook.
///
/// @param id is the `webhook-id` of each attempt
/// @param event what it tells of; a webhook is told of each once
/// @param body as it is sent, byte for byte
/// @param attempts those begun since it was made or repeated
/// @param dueAt while it is pending: when the next attempt is due
/// @param responseStatus of the last attempt; null if there was no answer
/// @param responseExcerpt how the answer began, secrets taken out
/// @param error why the last attempt failed
/// @param endedAt when it was delivered, or given up
public record Delivery(
    UUID id,
    UUID webhook,
    String event,
    String type,
    String body,
    State state,
    int attempts,
    Instant dueAt,
    @Nullable Instant attemptedAt,
    @Nullable Integer responseStatus,
    @Nullable String responseExcerpt,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /// How far it is.
  public enum State {
    PENDING,
    DELIVERED,
    DEAD;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> parse(String wire) {
      return Arrays.stream(values()).filter(state -> state.wire().equals(wire)).findFirst();
    }
  }

  /// The task it tells of; empty for a ping.
  Optional<TaskId> task() {
    return TaskId.parse(event.substring(0, event.indexOf('/')));
  }

  boolean pending() {
    return state == State.PENDING;
  }
}
