package dev.journeyman.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// The agents' tool calls.
public final class ToolMetrics {

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(10),
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10)
  };

  private final MeterRegistry registry;

  public ToolMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /// @param tool one that there is: what a model makes up has no end
  public void called(String tool, boolean error, Duration took) {
    Timer.builder("journeyman.tool.calls")
        .description("Tool calls and how long they took")
        .tags("tool", tool, "outcome", error ? "error" : "ok")
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(took);
  }
}
