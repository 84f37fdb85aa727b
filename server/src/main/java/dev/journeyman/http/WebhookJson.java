package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.webhook.Delivery;
import dev.journeyman.webhook.Webhook;

/// Webhooks and deliveries as the wire shows them.
final class WebhookJson {

  private WebhookJson() {}

  static ObjectNode of(Webhook webhook) {
    var node = Json.object().put("id", webhook.id().toString()).put("url", webhook.url());
    node.set("events", TaskJson.texts(webhook.events()));
    return node.put("description", webhook.description())
        .put("enabled", webhook.enabled())
        .put("disabledReason", webhook.disabledReason())
        .put("previousSecretEndsAt", Json.instant(webhook.previousSecretEndsAt()))
        .put("createdBy", webhook.createdBy())
        .put("createdAt", Json.instant(webhook.createdAt()))
        .put("updatedAt", Json.instant(webhook.updatedAt()));
  }

  /// The only place where a secret is shown.
  static ObjectNode of(Webhook.WithSecret fresh) {
    return of(fresh.webhook()).put("secret", fresh.secret());
  }

  static ObjectNode of(Delivery delivery) {
    return Json.object()
        .put("id", delivery.id().toString())
        .put("type", delivery.type())
        .put("event", delivery.event())
        .put("body", delivery.body())
        .put("state", delivery.state().wire())
        .put("attempts", delivery.attempts())
        .put("responseStatus", delivery.responseStatus())
        .put("responseExcerpt", delivery.responseExcerpt())
        .put("error", delivery.error())
        .put("createdAt", Json.instant(delivery.createdAt()))
        .put("attemptedAt", Json.instant(delivery.attemptedAt()))
        .put(
            "dueAt",
            delivery.state() == Delivery.State.PENDING ? Json.instant(delivery.dueAt()) : null)
        .put("endedAt", Json.instant(delivery.endedAt()));
  }
}
