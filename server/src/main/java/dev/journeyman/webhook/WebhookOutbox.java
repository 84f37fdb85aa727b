package dev.journeyman.webhook;

import dev.journeyman.database.Database;
import dev.journeyman.task.Outbox;
import dev.journeyman.task.Task;
import dev.journeyman.task.TimeOrderedId;
import dev.journeyman.webhook.DeliveryJobs.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Writes down, in the transaction in which a task comes to a status, what has to be sent because
/// of it. Where nobody listens that is one look into an index.
public final class WebhookOutbox implements Outbox {

  private final WebhookStore webhooks;
  private final DeliveryStore deliveries;
  private final DeliveryJobs jobs;
  private final Bodies bodies;

  /// @param redaction takes the secrets that the service holds out of what leaves it
  public WebhookOutbox(Database database, UnaryOperator<String> redaction) {
    this.webhooks = new WebhookStore(database);
    this.deliveries = new DeliveryStore(database);
    this.jobs = new DeliveryJobs(database);
    this.bodies = new Bodies(redaction);
  }

  @Override
  public void reached(Task task) {
    var type = EventType.of(task.status());
    var listeners = webhooks.listeners(task.tenant(), type);
    if (listeners.isEmpty()) {
      return;
    }
    var now = task.updatedAt();
    var body = bodies.of(task);
    var event = task.id() + "/" + task.sequence();
    var added = new ArrayList<Job>();
    for (var webhook : listeners) {
      var id = TimeOrderedId.create(now);
      if (deliveries.insert(id, webhook, event, type, body, now)) {
        added.add(new Job(webhook, id));
      }
    }
    jobs.deliver(added, now);
  }

  /// Sends nothing but that the way is open.
  ///
  /// @return the delivery
  UUID ping(Webhook webhook, Instant now) {
    var id = TimeOrderedId.create(now);
    var body = bodies.ping(webhook.id(), now);
    deliveries.insert(id, webhook.id(), "ping/" + id, EventType.PING, body, now);
    jobs.deliver(List.of(new Job(webhook.id(), id)), now);
    return id;
  }
}
