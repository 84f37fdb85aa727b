package dev.journeyman.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.audit.AuditFilter;
import dev.journeyman.database.StoredJson;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.webhook.Delivery.State;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is sent, how often, and what is kept of it.
class DeliveryTest {

  private final Receiver receiver = new Receiver();
  private final PostOffice office = new PostOffice(receiver.port());
  private final Deliverer deliverer = office.deliverer();

  @AfterEach
  void close() {
    receiver.close();
    office.close();
  }

  @Test
  void aSubscriberIsToldWhatItAskedForAndCanVerifyIt() throws Exception {
    var webhook = office.subscribe(receiver.url(), "task.analyzing");
    var task = office.submit("Fix the rounding");
    assertThat(office.deliveries(webhook)).as("nobody asked for queued").isEmpty();
    var analyzing = office.become(task, TaskStatus.ANALYZING);
    office.become(analyzing, TaskStatus.PLANNING);
    var delivery = office.delivery(webhook);
    assertThat(deliverer.deliver(delivery.id())).isEmpty();

    var message = receiver.next();
    assertThat(message.path()).isEqualTo("/hook");
    assertThat(message.header("Content-Type")).isEqualTo("application/json");
    assertThat(message.header("webhook-id")).isEqualTo(delivery.id().toString());
    new com.standardwebhooks.Webhook(webhook.secret()).verify(message.body(), message.headers());
    var body = StoredJson.tree(message.body());
    assertThat(body.path("type").textValue()).isEqualTo("task.analyzing");
    assertThat(body.at("/data/taskId").textValue()).isEqualTo(task.id().toString());
    assertThat(body.at("/data/status").textValue()).isEqualTo("analyzing");
    assertThat(body.at("/data/repository").textValue()).isEqualTo("sample");
    assertThat(body.at("/data/sequence").longValue()).isEqualTo(analyzing.sequence());
    var delivered = office.delivery(webhook);
    assertThat(delivered.state()).isEqualTo(State.DELIVERED);
    assertThat(delivered.responseStatus()).isEqualTo(204);
  }

  @Test
  void aDeliveryIsWrittenWithItsEventOrNotAtAllAndOnce() {
    var webhook = office.subscribe(receiver.url(), "*");
    var task = office.submit("Fix the rounding");
    assertThatThrownBy(
            () ->
                office.database.useTransaction(
                    _ -> {
                      office.become(task, TaskStatus.ANALYZING);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(office.deliveries(webhook)).hasSize(1);
    assertThat(jobs()).isEqualTo(1);
    office.clock.turn(Duration.ofSeconds(1));
    var cancelled = office.become(task, TaskStatus.CANCELLED);
    office.outbox.reached(cancelled);
    assertThat(office.deliveries(webhook))
        .extracting(Delivery::type)
        .containsExactly("task.cancelled", "task.queued");
    assertThat(jobs()).isEqualTo(2);
  }

  private long jobs() {
    return office.database.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from webhook_job where task_name = 'deliver'")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void wh09WhatFailsIsTriedAgainAfterGrowingPausesAndThenDead() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    var began = office.clock.instant();
    var ids = new HashSet<String>();
    var timestamps = new HashSet<String>();
    var pause = Duration.ZERO;
    for (int attempt = 1; attempt <= Backoff.ATTEMPTS; attempt++) {
      receiver.answer(500, "no");
      var next = office.deliverNext(webhook, deliverer);
      var message = receiver.next();
      ids.add(message.header("webhook-id"));
      timestamps.add(message.header("webhook-timestamp"));
      if (attempt < Backoff.ATTEMPTS) {
        var longer = Duration.between(office.clock.instant(), next.orElseThrow());
        assertThat(longer).as("after attempt %d", attempt).isGreaterThan(pause);
        pause = longer;
      } else {
        assertThat(next).isEmpty();
      }
    }
    assertThat(ids).hasSize(1);
    assertThat(timestamps).hasSize(Backoff.ATTEMPTS);
    assertThat(Duration.between(began, office.clock.instant()))
        .isBetween(Duration.ofHours(18), Duration.ofHours(28));
    var dead =
        office.webhooks.deliveries(
            webhook.webhook(), Optional.of(State.DEAD), Optional.empty(), 10);
    assertThat(dead).hasSize(1);
    assertThat(dead.getFirst().responseStatus()).isEqualTo(500);
    assertThat(dead.getFirst().error()).isEqualTo("The receiver answered 500");
    assertThat(dead.getFirst().attempts()).isEqualTo(Backoff.ATTEMPTS);
  }

  @Test
  void wh09ADeadLetterIsRepeatedUnderTheSameId() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    receiver.answer(410, "");
    var delivery = office.delivery(webhook);
    deliverer.deliver(delivery.id());
    var first = receiver.next();
    var disabled = office.webhooks.find("default", webhook.webhook().id()).orElseThrow();
    assertThatThrownBy(() -> office.webhooks.repeat(PostOffice.ADA, disabled, delivery))
        .isInstanceOf(UnusableWebhookException.class)
        .hasMessageContaining("enable it first");
    var wish = new Webhook.Wish(receiver.url(), disabled.events(), disabled.description(), true);
    var enabled = office.webhooks.change(PostOffice.ADA, disabled, wish).orElseThrow();
    assertThat(enabled.disabledReason()).isNull();

    office.clock.turn(Duration.ofMinutes(1));
    assertThat(office.webhooks.repeat(PostOffice.ADA, enabled, delivery).state())
        .isEqualTo(State.PENDING);
    assertThat(deliverer.deliver(delivery.id())).isEmpty();
    var second = receiver.next();
    assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
    assertThat(second.header("webhook-timestamp")).isNotEqualTo(first.header("webhook-timestamp"));
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(office.delivery(webhook).state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void wh09GoneDisablesTheWebhook() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    var task = office.submit("Fix the rounding");
    receiver.answer(410, "");
    assertThat(deliverer.deliver(office.delivery(webhook).id())).isEmpty();
    receiver.next();
    var disabled = office.webhooks.find("default", webhook.webhook().id()).orElseThrow();
    assertThat(disabled.enabled()).isFalse();
    assertThat(disabled.disabledReason()).contains("410");
    office.become(task, TaskStatus.CANCELLED);
    assertThat(office.delivery(webhook).state()).as("nothing new").isEqualTo(State.DEAD);
    var recorded =
        office.audit.list(
            new AuditFilter(
                "default",
                Optional.of("webhook.disable"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            OptionalLong.empty(),
            10);
    assertThat(recorded).hasSize(1);
  }

  @Test
  void wh09RetryAfterIsHonoured() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    receiver.answer(429, "", "Retry-After", "7200");
    var next = deliverer.deliver(office.delivery(webhook).id());
    assertThat(next).contains(office.clock.instant().plus(Duration.ofHours(2)));
    receiver.answer(503, "", "Retry-After", "999999999");
    assertThat(office.deliverNext(webhook, deliverer))
        .as("but not for ever")
        .contains(office.clock.instant().plus(Backoff.LONGEST));
  }

  @Test
  void wh09SilenceIsAFailedAttempt() {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    receiver.keepSilent();
    var impatient = office.deliverer(PostOffice.KEY, Duration.ofMillis(200), new OkHttpClient());
    assertThat(impatient.deliver(office.delivery(webhook).id())).isPresent();
    assertThat(office.delivery(webhook).error()).startsWith("No answer within");
    receiver.close();
    assertThat(office.deliverNext(webhook, deliverer)).isPresent();
    assertThat(office.delivery(webhook).error()).isEqualTo("The connection was refused or broke");
  }

  @Test
  void wh04RedirectsAreNotFollowed() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    for (var target :
        new String[] {
          "http://169.254.169.254/latest", "file:///etc/passwd", "gopher://x/", "/elsewhere"
        }) {
      receiver.answer(302, "", "Location", target);
      office.deliverNext(webhook, deliverer);
      assertThat(receiver.next().path()).isEqualTo("/hook");
      assertThat(office.delivery(webhook).error()).isEqualTo("The receiver answered 302");
    }
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void wh07BothSecretsSignForADayAfterAReplacement() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    var replaced = office.webhooks.replaceSecret(PostOffice.ADA, webhook.webhook()).orElseThrow();
    office.webhooks.ping(PostOffice.ADA, webhook.webhook());
    deliverer.deliver(office.delivery(webhook).id());
    var message = receiver.next();
    for (var secret : new String[] {webhook.secret(), replaced.secret()}) {
      new com.standardwebhooks.Webhook(secret).verify(message.body(), message.headers());
    }
    office.clock.turn(Webhooks.OVERLAP);
    var ping = office.webhooks.ping(PostOffice.ADA, webhook.webhook());
    deliverer.deliver(ping.id());
    assertThat(receiver.next().header("webhook-signature")).doesNotContain(" ");
  }

  @Test
  void wh10ASecretThatComesBackIsNotShown() {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    var bare = webhook.secret().substring("whsec_".length());
    receiver.answer(500, "bad secret %s, %s".formatted(webhook.secret(), PostOffice.CANARY));
    deliverer.deliver(office.delivery(webhook).id());
    assertThat(office.delivery(webhook).responseExcerpt())
        .startsWith("bad secret")
        .doesNotContain(bare, PostOffice.CANARY);
  }

  @Test
  void wh10NotEvenHalfOfASecretIsLeftWhereAnAnswerIsCut() {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    var bare = webhook.secret().substring("whsec_".length());
    receiver.answer(500, "x".repeat(Deliverer.LONGEST_EXCERPT - 10) + bare);
    deliverer.deliver(office.delivery(webhook).id());
    assertThat(office.delivery(webhook).responseExcerpt()).doesNotContain(bare.substring(0, 8));
  }

  @Test
  void wh09GoneFromAnAddressThatWasReplacedDisablesNothing() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*").webhook();
    var wish = new Webhook.Wish(receiver.url() + "/new", webhook.events(), "", true);
    office.webhooks.change(PostOffice.ADA, webhook, wish);
    var now = office.clock.instant();
    assertThat(new WebhookStore(office.database).disable(webhook, "late", now)).isFalse();
  }

  @Test
  void wh13WhatATaskIsCalledDoesNoHarm() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    var text = "</script><b>&\r\nX: y\u001b[31m\u2028 " + PostOffice.CANARY + " \"end\"";
    office.submit(text);
    deliverer.deliver(office.delivery(webhook).id());
    var body = receiver.next().body();
    assertThat(body)
        .doesNotContain("<", ">", "&", "\r", "\n", "\u001b", "\u2028", PostOffice.CANARY);
    assertThat(StoredJson.tree(body).at("/data/task").textValue())
        .isEqualTo(PostOffice.redacted(text));
  }

  @Test
  void wh13ASecretIsNotCutInHalf() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("x".repeat(195) + PostOffice.CANARY);
    deliverer.deliver(office.delivery(webhook).id());
    assertThat(receiver.next().body()).doesNotContain("sk-ca");
  }

  @Test
  void littleOfAnAnswerIsKept() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    receiver.answer(200, "a\u0000\u001b[2J" + "b".repeat(1 << 20));
    deliverer.deliver(office.delivery(webhook).id());
    receiver.next();
    assertThat(office.delivery(webhook).responseExcerpt())
        .hasSize(Deliverer.LONGEST_EXCERPT + 1)
        .doesNotContain("\u001b", "\u0000");
  }

  @Test
  void anInstanceWithAnotherKeySaysSoAndSendsNothing() {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    var other =
        office.deliverer(
            "another key of more than 32 bytes here", Sender.TIMEOUT, new OkHttpClient());
    assertThat(other.deliver(office.delivery(webhook).id())).isPresent();
    assertThat(office.delivery(webhook).error()).contains("ENCRYPTION_KEY");
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void ofSeveralWorkersOneSends() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    var id = office.delivery(webhook).id();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(Collections.nCopies(6, () -> deliverer.deliver(id)));
    }
    receiver.next();
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void anAttemptWhoseWorkerVanishedIsMadeAgain() throws Exception {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    var id = office.delivery(webhook).id();
    var now = office.clock.instant();
    var until = now.plus(Duration.ofMinutes(1));
    new DeliveryStore(office.database).claim(id, now, until);
    assertThat(deliverer.deliver(id)).as("when to come back").contains(until);
    office.clock.set(until);
    assertThat(deliverer.deliver(id)).isEmpty();
    assertThat(receiver.next().header("webhook-id")).isEqualTo(id.toString());
  }

  @Test
  void whatIsDeletedIsSentNoMore() {
    var webhook = office.subscribe(receiver.url(), "*");
    office.submit("Fix the rounding");
    var id = office.delivery(webhook).id();
    office.webhooks.delete(PostOffice.ADA, webhook.webhook());
    assertThat(deliverer.deliver(id)).isEmpty();
    assertThat(receiver.waiting()).isZero();
  }
}
