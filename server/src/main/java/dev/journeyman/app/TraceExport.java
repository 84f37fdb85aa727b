package dev.journeyman.app;

import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.telemetry.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Sends spans away, as the `OTEL_*` variables say, on a thread of its own: from a queue of bounded
/// length, beyond which they are dropped. The only class that knows the SDK.
final class TraceExport implements AutoCloseable {

  /// What is still queued is sent within this time, or lost.
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private static final Resource INSTANCE =
      Resource.create(
          Attributes.of(
              AttributeKey.stringKey("service.version"),
              "0.1.0",
              AttributeKey.stringKey("service.instance.id"),
              UUID.randomUUID().toString()));

  private final OpenTelemetrySdk sdk;

  private TraceExport(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /// Reaches for nothing yet: a receiver that is not there shows in the log, later.
  ///
  /// @throws ConfigurationException if the variables cannot be used
  static TraceExport open(TraceSettings settings) {
    try {
      return new TraceExport(
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(TraceExport::standard)
              .addPropertiesSupplier(() -> properties(settings))
              .addResourceCustomizer((given, _) -> INSTANCE.merge(given))
              .build()
              .getOpenTelemetrySdk());
    } catch (RuntimeException e) {
      throw new ConfigurationException(
          "The OTEL_* variables cannot be used: %s. Traces go over OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf; correct or unset them"
              .formatted(Redaction.of(settings.secrets()).of(String.valueOf(e.getMessage()))),
          e);
    }
  }

  /// Metrics are scraped and logs are written to standard error, so neither is sent.
  private static Map<String, String> standard() {
    return Map.of(
        "otel.service.name", "journeyman",
        "otel.exporter.otlp.protocol", "http/protobuf",
        "otel.metrics.exporter", "none",
        "otel.logs.exporter", "none");
  }

  private static Map<String, String> properties(TraceSettings settings) {
    return settings.variables().entrySet().stream()
        .collect(
            Collectors.toMap(
                variable -> variable.getKey().toLowerCase(Locale.ROOT).replace('_', '.'),
                Map.Entry::getValue));
  }

  Traces traces() {
    return Traces.in(sdk);
  }

  @Override
  public void close() {
    sdk.shutdown().join(FAREWELL.toSeconds(), TimeUnit.SECONDS);
  }
}
