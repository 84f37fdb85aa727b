package dev.journeyman.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// Attempts to deliver webhooks.
public final class WebhookMetrics {

  /// How an attempt came out.
  public enum Outcome {
    DELIVERED,
    /// It is made again.
    FAILED,
    /// It was the last.
    DEAD
  }

  private final MeterRegistry registry;

  public WebhookMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (var outcome : Outcome.values()) {
      timer(outcome);
    }
  }

  public void attempted(Outcome outcome, Duration took) {
    timer(outcome).record(took);
  }

  private Timer timer(Outcome outcome) {
    return Timer.builder("journeyman.webhook.attempts")
        .description("Attempts to deliver a webhook and how long they took")
        .tag("outcome", Labels.of(outcome))
        .register(registry);
  }
}
