package dev.journeyman.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Commands in sandboxes: how many were started, and how many the service killed, and why.
public final class SandboxMetrics {

  /// Why a command was killed.
  public enum Kill {
    TIMEOUT,
    MEMORY,
    DISK,
    CANCELLED;

    /// How it is called in metrics and traces.
    public String label() {
      return Labels.of(this);
    }
  }

  private final MeterRegistry registry;
  private final Counter starts;
  private final Counter unavailable;

  public SandboxMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.starts =
        Counter.builder("journeyman.sandbox.starts")
            .description(
                "Commands that ran, counted at their end, and background jobs, counted at their start")
            .register(registry);
    this.unavailable =
        Counter.builder("journeyman.sandbox.unavailable")
            .description("Commands that could not be run because the sandbox itself failed")
            .register(registry);
    for (var kill : Kill.values()) {
      kills(kill);
    }
  }

  public void started() {
    starts.increment();
  }

  public void unavailable() {
    unavailable.increment();
  }

  public void killed(Kill reason) {
    kills(reason).increment();
  }

  private Counter kills(Kill reason) {
    return Counter.builder("journeyman.sandbox.kills")
        .description("Commands that the service killed")
        .tag("reason", reason.label())
        .register(registry);
  }
}
