package dev.journeyman.webhook;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.database.TestDatabase;
import dev.journeyman.pipeline.TaskActions.Actor;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.repository.RepositoryStore;
import dev.journeyman.sandbox.proxy.ProxyPolicy.Resolver;
import dev.journeyman.task.Budget;
import dev.journeyman.task.NoJobs;
import dev.journeyman.task.Priority;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskRequest;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import dev.journeyman.task.TaskTraces;
import dev.journeyman.telemetry.Traces;
import dev.journeyman.telemetry.WebhookMetrics;
import dev.journeyman.webhook.Webhook.Wish;
import dev.journeyman.webhook.Webhook.WithSecret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import okhttp3.OkHttpClient;

/// Webhooks and tasks in a real database, a clock that the test turns, and attempts that it makes
/// itself.
final class PostOffice implements AutoCloseable {

  static final Actor ADA = new Actor("default", "ada", "127.0.0.1");
  static final String CANARY = "sk-canary-1234";
  static final String KEY = "a key of more than 32 bytes for tests";

  final HandClock clock;
  private final Clock time;
  final Database database = TestDatabase.fresh();
  final AuditLog audit;
  final WebhookSettings settings;
  final Webhooks webhooks;
  final WebhookOutbox outbox = new WebhookOutbox(database, PostOffice::redacted);
  final TaskStore tasks;
  private final RepositoryStore repositories;
  private final Resolver resolver;

  /// @param ports that may be sent to
  PostOffice(Integer... ports) {
    this(new WebhookSettings(true, true, Set.of(ports), 1), InetAddress::getAllByName);
  }

  PostOffice(WebhookSettings settings, Resolver resolver) {
    this(settings, resolver, new HandClock());
  }

  /// @param time of everything here
  PostOffice(WebhookSettings settings, Resolver resolver, Clock time) {
    this.settings = settings;
    this.resolver = resolver;
    this.time = time;
    this.clock = time instanceof HandClock hand ? hand : new HandClock();
    this.audit = new AuditLog(database, time);
    this.tasks = new TaskStore(database, new NoJobs(), outbox, time);
    this.repositories = new RepositoryStore(database, time);
    this.webhooks =
        new Webhooks(
            database, settings, resolver, new SecretCipher(KEY), audit, PostOffice::redacted, time);
    repositories.register("default", "sample", "/nowhere", "main", RepositoryConfiguration.EMPTY);
  }

  static String redacted(String text) {
    return text.replace(CANARY, "[redacted]");
  }

  Deliverer deliverer() {
    return deliverer(KEY, Sender.TIMEOUT, new OkHttpClient());
  }

  Deliverer deliverer(String key, Duration timeout, OkHttpClient client) {
    return new Deliverer(
        database,
        new SecretCipher(key),
        new Sender(new Destinations(settings, resolver), () -> client, timeout),
        new Backoff(new Random(7)),
        audit,
        PostOffice::redacted,
        new WebhookMetrics(new SimpleMeterRegistry()),
        new TaskTraces(database, Traces.off()),
        time);
  }

  WithSecret subscribe(String url, String... events) {
    return webhooks.create(ADA, new Wish(url, List.of(events), "", true));
  }

  Task submit(String text) {
    var repository = repositories.find("default", "sample").orElseThrow();
    var request =
        new TaskRequest(
            text,
            null,
            true,
            Priority.NORMAL,
            Duration.ofHours(1),
            "main",
            Budget.NONE,
            "claude-test",
            "medium",
            null);
    return tasks.submit("default", repository.id(), request, "ada");
  }

  Task become(Task task, TaskStatus status) {
    return tasks.decide(task.id(), now -> now.become(status, "Now " + status.wire()));
  }

  /// All of a webhook's, the newest first.
  List<Delivery> deliveries(WithSecret webhook) {
    return webhooks.deliveries(webhook.webhook(), Optional.empty(), Optional.empty(), 100);
  }

  /// The only one.
  Delivery delivery(WithSecret webhook) {
    var found = deliveries(webhook);
    if (found.size() != 1) {
      throw new AssertionError("There are %d deliveries".formatted(found.size()));
    }
    return found.getFirst();
  }

  /// Lets the time of the next attempt come, and makes it.
  Optional<Instant> deliverNext(WithSecret webhook, Deliverer deliverer) {
    var delivery = delivery(webhook);
    clock.set(delivery.dueAt());
    return deliverer.deliver(delivery.id());
  }

  @Override
  public void close() {
    database.close();
  }
}
