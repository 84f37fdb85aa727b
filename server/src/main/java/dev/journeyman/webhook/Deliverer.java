package dev.journeyman.webhook;

import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.task.Decision;
import dev.journeyman.task.TaskTraces;
import dev.journeyman.telemetry.Spans;
import dev.journeyman.telemetry.Traces;
import dev.journeyman.telemetry.WebhookMetrics;
import dev.journeyman.webhook.Delivery.State;
import io.opentelemetry.api.trace.Span;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes one attempt at a delivery and writes down what came of it. Safe for use by many threads;
/// of several at the same delivery, one sends.
final class Deliverer {

  private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

  /// A worker that has not concluded an attempt by then is gone.
  private static final Duration LEASE = Sender.TIMEOUT.plusSeconds(15);

  private static final int GONE = 410;
  static final int LONGEST_EXCERPT = 500;
  private static final String DISABLED =
      "The webhook is disabled; enable it, then repeat the delivery";
  private static final String OTHER_KEY =
      "The secret was encrypted with another ENCRYPTION_KEY than this instance has; give it the"
          + " same, or replace the secret";
  private static final String PREFIX = "whsec_";

  private final Database database;
  private final WebhookStore webhooks;
  private final DeliveryStore deliveries;
  private final SecretCipher cipher;
  private final Sender sender;
  private final Backoff backoff;
  private final AuditLog audit;
  private final UnaryOperator<String> redaction;
  private final WebhookMetrics metrics;
  private final TaskTraces traces;
  private final Clock clock;

  Deliverer(
      Database database,
      SecretCipher cipher,
      Sender sender,
      Backoff backoff,
      AuditLog audit,
      UnaryOperator<String> redaction,
      WebhookMetrics metrics,
      TaskTraces traces,
      Clock clock) {
    this.database = database;
    this.webhooks = new WebhookStore(database);
    this.deliveries = new DeliveryStore(database);
    this.cipher = cipher;
    this.sender = sender;
    this.backoff = backoff;
    this.audit = audit;
    this.redaction = redaction;
    this.metrics = metrics;
    this.traces = traces;
    this.clock = clock;
  }

  /// Sends it if it is due.
  ///
  /// @return when to come back; empty if nothing is left to do
  Optional<Instant> deliver(UUID id) {
    var now = now();
    return deliveries
        .claim(id, now, now.plus(LEASE))
        .map(this::attempt)
        .orElseGet(() -> deliveries.find(id).filter(Delivery::pending).map(Delivery::dueAt));
  }

  private Optional<Instant> attempt(Delivery attempt) {
    return webhooks.find(attempt.webhook()).flatMap(webhook -> attempt(webhook, attempt));
  }

  private Optional<Instant> attempt(Webhook webhook, Delivery attempt) {
    long began = System.nanoTime();
    var outcome = webhook.enabled() ? traced(webhook, attempt) : Outcome.dead(DISABLED);
    metrics.attempted(label(outcome.state()), Duration.ofNanos(System.nanoTime() - began));
    conclude(webhook, attempt, outcome);
    return outcome.dueAt();
  }

  /// In the trace of the task it tells of; a ping tells of none.
  private Outcome traced(Webhook webhook, Delivery attempt) {
    var subject = Spans.webhook(attempt.type());
    return attempt
        .task()
        .map(task -> traces.resume(task, subject, span -> sent(webhook, attempt, span)))
        .orElseGet(() -> sent(webhook, attempt, Span.getInvalid()));
  }

  private Outcome sent(Webhook webhook, Delivery attempt, Span span) {
    var outcome = sent(webhook, attempt);
    var status = outcome.status();
    if (status != null) {
      span.setAttribute(Spans.STATUS, (long) status);
    }
    if (outcome.state() != State.DELIVERED) {
      Traces.failed(span, "not_delivered");
    }
    return outcome;
  }

  private static WebhookMetrics.Outcome label(State state) {
    return switch (state) {
      case DELIVERED -> WebhookMetrics.Outcome.DELIVERED;
      case PENDING -> WebhookMetrics.Outcome.FAILED;
      case DEAD -> WebhookMetrics.Outcome.DEAD;
    };
  }

  private Outcome sent(Webhook webhook, Delivery attempt) {
    try {
      var secrets = secrets(webhook.id());
      var id = attempt.id().toString();
      var reply = sender.send(webhook.url(), id, now(), attempt.body(), secrets);
      return outcome(attempt, reply, secrets);
    } catch (GeneralSecurityException _) {
      return again(attempt, Optional.empty(), Outcome.dead(OTHER_KEY));
    }
  }

  private Outcome outcome(Delivery attempt, Reply reply, List<String> secrets) {
    return switch (reply) {
      case Reply.Answered answer when answer.accepted() ->
          Outcome.delivered(answer.status(), excerpt(answer, secrets));
      case Reply.Answered answer when answer.status() == GONE ->
          Outcome.dead(GONE, excerpt(answer, secrets));
      case Reply.Answered answer -> {
        var end = Outcome.dead(answer.status(), excerpt(answer, secrets));
        yield again(attempt, answer.retryAfter(), end);
      }
      case Reply.Unanswered(var reason) -> again(attempt, Optional.empty(), Outcome.dead(reason));
    };
  }

  /// Makes another attempt of what would be the end, if there is one left.
  private Outcome again(Delivery attempt, Optional<String> retryAfter, Outcome end) {
    return backoff.next(now(), attempt.attempts(), retryAfter).map(end::again).orElse(end);
  }

  private void conclude(Webhook webhook, Delivery attempt, Outcome outcome) {
    var status = outcome.status();
    database.useTransaction(
        _ -> {
          deliveries.conclude(attempt, outcome, now());
          if (status != null && status == GONE) {
            disable(webhook, attempt);
          }
        });
    if (outcome.state() == State.DEAD) {
      LOG.warn(
          "Delivery {} of webhook {} is given up after {} attempts: {}. It can be repeated",
          attempt.id(),
          webhook.id(),
          attempt.attempts(),
          outcome.error());
    }
  }

  private void disable(Webhook webhook, Delivery attempt) {
    if (webhooks.disable(webhook, "The receiver answered 410 Gone", now())) {
      audit.append(
          webhook.tenant(),
          Decision.SERVICE,
          "",
          "webhook.disable",
          webhook.id().toString(),
          Map.of("delivery", attempt.id().toString(), "status", GONE));
    }
  }

  private List<String> secrets(UUID webhook) throws GeneralSecurityException {
    var secrets = new ArrayList<String>();
    for (var encrypted : webhooks.secrets(webhook, now())) {
      secrets.add(cipher.decrypt(webhook, encrypted));
    }
    return secrets;
  }

  /// A receiver may send back whatever it knows, the secret included. What is to go goes before the
  /// text is cut: half of a secret would not be found.
  private String excerpt(Reply.Answered answer, List<String> secrets) {
    var own =
        Redaction.of(
            Set.copyOf(secrets.stream().map(secret -> secret.replace(PREFIX, "")).toList()));
    var shown = own.of(redaction.apply(answer.body())).replaceAll("\\p{Cntrl}", " ").strip();
    return shown.length() <= LONGEST_EXCERPT ? shown : shown.substring(0, cut(shown)) + "…";
  }

  /// Not between the halves of a character.
  private static int cut(String text) {
    return Character.isHighSurrogate(text.charAt(LONGEST_EXCERPT - 1))
        ? LONGEST_EXCERPT - 1
        : LONGEST_EXCERPT;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
