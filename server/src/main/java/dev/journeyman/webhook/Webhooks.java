package dev.journeyman.webhook;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.pipeline.TaskActions.Actor;
import dev.journeyman.sandbox.proxy.ProxyPolicy.Resolver;
import dev.journeyman.task.TimeOrderedId;
import dev.journeyman.webhook.Delivery.State;
import dev.journeyman.webhook.DeliveryJobs.Job;
import dev.journeyman.webhook.Webhook.Wish;
import dev.journeyman.webhook.Webhook.WithSecret;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;

/// What people do with webhooks; each change writes the audit record. Called from any thread.
public final class Webhooks {

  /// How many a tenant may have.
  public static final int MOST = 50;

  /// How long the secret before signs, too.
  public static final Duration OVERLAP = Duration.ofHours(24);

  private final Database database;
  private final WebhookStore store;
  private final DeliveryStore deliveries;
  private final DeliveryJobs jobs;
  private final WebhookOutbox outbox;
  private final Destinations destinations;
  private final SecretCipher cipher;
  private final AuditLog audit;
  private final Clock clock;

  public Webhooks(
      Database database,
      WebhookSettings settings,
      SecretCipher cipher,
      AuditLog audit,
      UnaryOperator<String> redaction,
      Clock clock) {
    this(database, settings, InetAddress::getAllByName, cipher, audit, redaction, clock);
  }

  Webhooks(
      Database database,
      WebhookSettings settings,
      Resolver resolver,
      SecretCipher cipher,
      AuditLog audit,
      UnaryOperator<String> redaction,
      Clock clock) {
    this.database = database;
    this.store = new WebhookStore(database);
    this.deliveries = new DeliveryStore(database);
    this.jobs = new DeliveryJobs(database);
    this.outbox = new WebhookOutbox(database, redaction);
    this.destinations = new Destinations(settings, resolver);
    this.cipher = cipher;
    this.audit = audit;
    this.clock = clock;
  }

  /// @throws RefusedUrlException if the address may not be sent to
  /// @throws UnusableWebhookException if the tenant has as many as it may
  public WithSecret create(Actor actor, Wish wish) {
    destinations.check(wish.url());
    var now = now();
    var id = TimeOrderedId.create(now);
    var secret = Signature.newSecret();
    var webhook =
        new Webhook(
            id,
            actor.tenant(),
            wish.url(),
            wish.events(),
            wish.description(),
            wish.enabled(),
            null,
            null,
            actor.user(),
            now,
            now);
    database.useTransaction(
        _ -> {
          requireRoom(actor.tenant());
          store.insert(webhook, cipher.encrypt(id, secret));
          record(actor, "webhook.create", webhook, about(wish));
        });
    return new WithSecret(webhook, secret);
  }

  /// The tenant's, the first made first.
  public List<Webhook> list(String tenant) {
    return store.list(tenant);
  }

  /// Finds one of this tenant; another tenant's is as unknown as one that never was.
  public Optional<Webhook> find(String tenant, UUID id) {
    return store.find(id).filter(webhook -> webhook.tenant().equals(tenant));
  }

  /// @return empty if it was deleted meanwhile
  /// @throws RefusedUrlException if it is to be enabled and the address may not be sent to
  public Optional<Webhook> change(Actor actor, Webhook before, Wish wish) {
    if (wish.enabled() || !wish.url().equals(before.url())) {
      destinations.check(wish.url());
    }
    var reason = wish.enabled() ? null : before.disabledReason();
    return database.inTransaction(
        _ -> {
          var changed = store.change(before.id(), wish, reason, now());
          changed.ifPresent(after -> record(actor, "webhook.change", after, about(wish)));
          return changed;
        });
  }

  /// With its deliveries; those under way end, too.
  public void delete(Actor actor, Webhook webhook) {
    database.useTransaction(
        _ -> {
          if (store.delete(webhook.id())) {
            record(actor, "webhook.delete", webhook, Map.of());
          }
        });
  }

  /// Makes a new secret. The one before signs beside it for [#OVERLAP]; one before that no longer.
  ///
  /// @return empty if the webhook was deleted meanwhile
  public Optional<WithSecret> replaceSecret(Actor actor, Webhook webhook) {
    var secret = Signature.newSecret();
    var encrypted = cipher.encrypt(webhook.id(), secret);
    return database.inTransaction(
        _ -> {
          var changed = store.replaceSecret(webhook.id(), encrypted, now().plus(OVERLAP), now());
          changed.ifPresent(after -> record(actor, "webhook.secret", after, Map.of()));
          return changed.map(after -> new WithSecret(after, secret));
        });
  }

  /// Sends a `ping`.
  ///
  /// @throws UnusableWebhookException if it is disabled
  public Delivery ping(Actor actor, Webhook webhook) {
    requireEnabled(webhook);
    return database.inTransaction(
        _ -> {
          var id = outbox.ping(webhook, now());
          record(actor, "webhook.test", webhook, Map.of("delivery", id.toString()));
          return deliveries.find(id).orElseThrow();
        });
  }

  /// Deliveries older than one, the newest first.
  public List<Delivery> deliveries(
      Webhook webhook, Optional<State> state, Optional<UUID> before, int limit) {
    return deliveries.list(webhook.id(), state, before, limit);
  }

  public Optional<Delivery> delivery(Webhook webhook, UUID id) {
    return deliveries.find(id).filter(found -> found.webhook().equals(webhook.id()));
  }

  /// Sends once more what was delivered or given up, under the same id and with all attempts.
  ///
  /// @throws UnusableWebhookException if the webhook is disabled, or the delivery is under way
  public Delivery repeat(Actor actor, Webhook webhook, Delivery delivery) {
    requireEnabled(webhook);
    return database.inTransaction(
        _ -> {
          if (!deliveries.revive(delivery.id(), now())) {
            throw new UnusableWebhookException(
                "Delivery %s is under way; wait until it is delivered or dead"
                    .formatted(delivery.id()));
          }
          jobs.deliver(List.of(new Job(webhook.id(), delivery.id())), now());
          record(actor, "webhook.repeat", webhook, Map.of("delivery", delivery.id().toString()));
          return deliveries.find(delivery.id()).orElseThrow();
        });
  }

  private void requireRoom(String tenant) {
    store.lockTenant(tenant);
    if (store.list(tenant).size() >= MOST) {
      throw new UnusableWebhookException(
          "There are %d webhooks, and no more are possible; delete one".formatted(MOST));
    }
  }

  private static void requireEnabled(Webhook webhook) {
    if (!webhook.enabled()) {
      throw new UnusableWebhookException(
          "Webhook %s is disabled; enable it first".formatted(webhook.id()));
    }
  }

  /// Paths and queries of addresses are often secrets, so only the host is recorded.
  private static Map<String, ?> about(Wish wish) {
    var host = Optional.ofNullable(HttpUrl.parse(wish.url())).map(HttpUrl::host).orElse("");
    return Map.of(
        "host", host, "events", new ArrayList<>(wish.events()), "enabled", wish.enabled());
  }

  private void record(Actor actor, String action, Webhook webhook, Map<String, ?> detail) {
    audit.append(
        actor.tenant(), actor.user(), actor.address(), action, webhook.id().toString(), detail);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
