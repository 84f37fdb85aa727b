package dev.journeyman.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What was deleted because it had been kept for long enough.
public final class RetentionMetrics {

  /// Kinds of what is deleted.
  public enum Kind {
    EVENTS,
    CONVERSATIONS,
    VERIFICATIONS,
    CHECK_LOGS,
    /// Answers for idempotency keys, sessions, tickets.
    EXPIRED
  }

  private final MeterRegistry registry;

  public RetentionMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (var kind : Kind.values()) {
      deleted(kind, 0);
    }
  }

  public void deleted(Kind kind, long rows) {
    Counter.builder("journeyman.retention.deleted")
        .description("Rows deleted because they had been kept for long enough")
        .tag("kind", Labels.of(kind))
        .register(registry)
        .increment((double) rows);
  }
}
