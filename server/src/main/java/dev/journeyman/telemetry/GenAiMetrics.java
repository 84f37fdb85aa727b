package dev.journeyman.telemetry;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.common.AttributeKey;
import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The two metrics that OpenTelemetry has for clients of models, for dashboards that know these
/// names.
final class GenAiMetrics {

  /// Those of the convention: 1, 4, 16 … 67,108,864 tokens; 10 ms, 20 ms … 81.92 s.
  private static final double[] TOKENS =
      IntStream.rangeClosed(0, 13).mapToDouble(power -> Math.pow(4, power)).toArray();

  private static final Duration[] DURATIONS =
      DoubleStream.iterate(10, bound -> bound < 90_000, bound -> bound * 2)
          .mapToObj(millis -> Duration.ofMillis((long) millis))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;

  GenAiMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /// @param error empty if there was none
  void lasted(String model, String error, Duration took) {
    Timer.builder(GenAi.DURATION_METRIC)
        .description("Requests to models with their retries")
        .tags(common(model).and(Spans.ERROR_TYPE.getKey(), error))
        .serviceLevelObjectives(DURATIONS)
        .register(registry)
        .record(took);
  }

  void used(String model, ModelMetrics.Tokens tokens) {
    used(model, "input", tokens.prompt());
    used(model, "output", tokens.output());
  }

  private void used(String model, String type, long tokens) {
    DistributionSummary.builder(GenAi.TOKENS_METRIC)
        .description("Tokens of a request, cached ones included, and of its reply")
        .tags(common(model).and(tag(GenAi.TOKEN_TYPE, type)))
        .serviceLevelObjectives(TOKENS)
        .register(registry)
        .record((double) tokens);
  }

  private static Tags common(String model) {
    return Tags.of(
        tag(GenAi.OPERATION, GenAi.CHAT),
        tag(GenAi.PROVIDER, GenAi.ANTHROPIC),
        tag(GenAi.REQUEST_MODEL, model));
  }

  private static Tag tag(AttributeKey<String> name, String value) {
    return Tag.of(name.getKey(), value);
  }
}
