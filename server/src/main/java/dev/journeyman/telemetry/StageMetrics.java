package dev.journeyman.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// How long the stages of tasks take, and the steps of their plans, by how they ended.
public final class StageMetrics {

  private static final Duration[] BOUNDS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(20),
    Duration.ofHours(1)
  };

  /// How a stage or step ended.
  public enum End {
    DONE,
    FAILED,
    /// Taken away, or the service is stopping; it goes on later or was decided otherwise.
    INTERRUPTED
  }

  private final MeterRegistry registry;

  public StageMetrics(MeterRegistry registry) {
    this.registry = registry;
    step(End.DONE);
    step(End.FAILED);
  }

  /// @param status the status of the task in which the stage works
  public void stage(String status, End end, Duration took) {
    Timer.builder("journeyman.stage.duration")
        .description("Time that workers spent in the stages of tasks")
        .tags("stage", status, "outcome", Labels.of(end))
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(took);
  }

  public void step(End end, Duration took) {
    step(end).record(took);
  }

  private Timer step(End end) {
    return Timer.builder("journeyman.step.duration")
        .description("Time for one step of a plan, its check included")
        .tag("outcome", Labels.of(end))
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}
