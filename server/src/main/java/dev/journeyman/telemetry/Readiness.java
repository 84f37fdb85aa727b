package dev.journeyman.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Whether this instance can serve and work, as `/readyz` says, for the metrics: as of the last 5
/// seconds, and told within 2 s whatever the database does. Safe for use by many threads.
public final class Readiness {

  private static final Duration FRESH = Duration.ofSeconds(5);

  /// A scrape has ten seconds for everything, and one that comes too late counts as none.
  private static final long PATIENCE_SECONDS = 2;

  private final BooleanSupplier source;
  private final Recent<Boolean> recent = new Recent<>(this::ask, FRESH);

  /// What was asked last, by one thread at a time.
  private CompletableFuture<Boolean> asked = CompletableFuture.completedFuture(true);

  /// @param source may wait for long; it is not asked again before it has answered
  public Readiness(MeterRegistry registry, BooleanSupplier source) {
    this.source = source;
    Gauge.builder("journeyman.ready", () -> now() ? 1 : 0)
        .description("1 while this instance can serve and work: its database answers")
        .register(registry);
  }

  boolean now() {
    return recent.read(ready -> ready ? 1 : 0) == 1;
  }

  private boolean ask() {
    if (asked.isDone()) {
      asked = CompletableFuture.supplyAsync(source::getAsBoolean, Thread::startVirtualThread);
    }
    return asked.copy().completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
