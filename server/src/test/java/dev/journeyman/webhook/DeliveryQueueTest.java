package dev.journeyman.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.task.TaskTraces;
import dev.journeyman.telemetry.Traces;
import dev.journeyman.telemetry.WebhookMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Sending by instances that share a database.
class DeliveryQueueTest {

  private static final int MESSAGES = 60;

  @Test
  void twoInstancesSendEverythingOnce() throws Exception {
    try (var receiver = new Receiver();
        var office = office(receiver.port());
        var one = queue(office);
        var other = queue(office)) {
      var webhook = office.subscribe(receiver.url(), "*");
      one.start();
      other.start();
      var sent = new HashSet<String>();
      for (int i = 0; i < MESSAGES; i++) {
        sent.add(office.webhooks.ping(PostOffice.ADA, webhook.webhook()).id().toString());
      }
      var came = new HashSet<String>();
      for (int i = 0; i < MESSAGES; i++) {
        came.add(receiver.next().header("webhook-id"));
      }
      assertThat(came).isEqualTo(sent);
      assertThat(receiver.waiting()).isZero();
    }
  }

  @Test
  void aSilentReceiverKeepsNobodyWaiting() throws Exception {
    try (var silent = new Receiver();
        var lively = new Receiver();
        var office = office(silent.port(), lively.port());
        var queue = queue(office)) {
      silent.keepSilent();
      var hanging = office.subscribe(silent.url(), "*");
      for (int i = 0; i < MESSAGES; i++) {
        office.webhooks.ping(PostOffice.ADA, hanging.webhook());
      }
      var other = office.subscribe(lively.url(), "*");
      var ping = office.webhooks.ping(PostOffice.ADA, other.webhook());
      queue.start();
      assertThat(lively.next().header("webhook-id")).isEqualTo(ping.id().toString());
      assertThat(silent.waiting()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void aWebhookHasAQuarterOfTheSlots() {
    var lanes = new Lanes(8);
    var webhook = UUID.randomUUID();
    assertThat(List.of(lanes.enter(webhook), lanes.enter(webhook), lanes.enter(webhook)))
        .containsExactly(true, true, false);
    assertThat(lanes.enter(UUID.randomUUID())).isTrue();
    lanes.leave(webhook);
    assertThat(lanes.enter(webhook)).isTrue();
    assertThat(new Lanes(1).enter(webhook)).isTrue();
  }

  private static PostOffice office(Integer... ports) {
    var settings = new WebhookSettings(true, true, Set.of(ports), 8);
    return new PostOffice(settings, InetAddress::getAllByName, Clock.systemUTC());
  }

  private static DeliveryQueue queue(PostOffice office) {
    return new DeliveryQueue(
        office.database,
        office.settings,
        new SecretCipher(PostOffice.KEY),
        office.audit,
        Redaction.NONE,
        new WebhookMetrics(new SimpleMeterRegistry()),
        new TaskTraces(office.database, Traces.off()),
        Clock.systemUTC());
  }
}
