package dev.journeyman.telemetry;

import io.micrometer.core.instrument.MeterRegistry;

/// What the work of one instance is measured with, a class for each subject.
public record Metrics(
    StageMetrics stages,
    ModelMetrics model,
    ToolMetrics tools,
    SandboxMetrics sandbox,
    WebhookMetrics webhooks,
    RetentionMetrics retention) {

  public static Metrics in(MeterRegistry registry) {
    return new Metrics(
        new StageMetrics(registry),
        new ModelMetrics(registry),
        new ToolMetrics(registry),
        new SandboxMetrics(registry),
        new WebhookMetrics(registry),
        new RetentionMetrics(registry));
  }
}
