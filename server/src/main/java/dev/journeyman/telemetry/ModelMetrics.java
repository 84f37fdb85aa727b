package dev.journeyman.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// What requests to models took, used and cost.
public final class ModelMetrics {

  private static final Duration[] BOUNDS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(20),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(20)
  };

  /// The outcome of a request that was answered.
  public static final String REPLY = "reply";

  /// Tokens by how they are counted; the whole prompt is input + cache reads + cache writes.
  public record Tokens(long input, long output, long cacheRead, long cacheWrite) {
    long prompt() {
      return input + cacheRead + cacheWrite;
    }
  }

  private final MeterRegistry registry;
  private final GenAiMetrics genAi;
  private final Counter retries;
  private final LongAdder prompt = new LongAdder();
  private final LongAdder cached = new LongAdder();

  public ModelMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.genAi = new GenAiMetrics(registry);
    this.retries =
        Counter.builder("journeyman.model.retries")
            .description("Attempts that failed and were tried again")
            .register(registry);
    registry.gauge("journeyman.model.cache.hit.ratio", this, ModelMetrics::cacheHitRatio);
  }

  public void retried() {
    retries.increment();
  }

  /// Counts a request, retries included.
  ///
  /// @param outcome [#REPLY], or what kind of failure ended it
  public void asked(String model, String outcome, Duration took) {
    genAi.lasted(model, outcome.equals(REPLY) ? "" : outcome, took);
    Timer.builder("journeyman.model.requests")
        .description("Requests to models with their retries")
        .tags("model", model, "outcome", outcome)
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(took);
  }

  /// @param cost in US dollars; empty if the price is not known
  public void used(String model, Tokens tokens, Optional<BigDecimal> cost) {
    genAi.used(model, tokens);
    count(model, "input", tokens.input());
    count(model, "output", tokens.output());
    count(model, "cache_read", tokens.cacheRead());
    count(model, "cache_write", tokens.cacheWrite());
    prompt.add(tokens.prompt());
    cached.add(tokens.cacheRead());
    Counter.builder("journeyman.cost.usd")
        .description("What replies cost, where the price is known")
        .tag("model", model)
        .register(registry)
        .increment(cost.map(BigDecimal::doubleValue).orElse(0.0));
  }

  private void count(String model, String kind, long tokens) {
    Counter.builder("journeyman.model.tokens")
        .description("Tokens of requests and replies")
        .tags("model", model, "kind", kind)
        .register(registry)
        .increment((double) tokens);
  }

  /// Of all prompt tokens since the start, the part that the provider had in its cache; NaN before
  /// the first.
  private double cacheHitRatio() {
    return (double) cached.sum() / prompt.sum();
  }
}
