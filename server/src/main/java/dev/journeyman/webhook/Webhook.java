package dev.journeyman.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A subscription. Its secret is no part of it: that is shown once and read by the sender alone.
///
/// @param events names as [EventType#names()] has them
/// @param disabledReason why the service disabled it; null if it is enabled, or a person did
/// @param previousSecretEndsAt until when messages are signed with the secret before, too; null if
///     it has been replaced never or long ago
public record Webhook(
    UUID id,
    String tenant,
    String url,
    List<String> events,
    String description,
    boolean enabled,
    @Nullable String disabledReason,
    @Nullable Instant previousSecretEndsAt,
    String createdBy,
    Instant createdAt,
    Instant updatedAt) {

  public Webhook {
    events = List.copyOf(events);
  }

  /// What a person decides of it.
  public record Wish(String url, List<String> events, String description, boolean enabled) {
    public Wish {
      events = List.copyOf(events);
    }
  }

  /// What is wished of it as it stands.
  public Wish wish() {
    return new Wish(url, events, description, enabled);
  }

  /// One whose secret is shown, this once.
  public record WithSecret(Webhook webhook, String secret) {
    @Override
    public String toString() {
      return "WithSecret[%s]".formatted(webhook.id());
    }
  }
}
