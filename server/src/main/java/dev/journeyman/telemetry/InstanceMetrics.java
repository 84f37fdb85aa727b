package dev.journeyman.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.IntSupplier;

/// What this process is doing and what it takes. Closing it lets go of the garbage collector's
/// notifications.
public final class InstanceMetrics implements AutoCloseable {

  private final JvmGcMetrics collector = new JvmGcMetrics();

  /// @param active how many agents work here now
  /// @param slots how many may; 0 where none is taken
  public InstanceMetrics(MeterRegistry registry, IntSupplier active, int slots) {
    Gauge.builder("journeyman.agents.active", active::getAsInt)
        .description("Tasks this instance works on now")
        .register(registry);
    Gauge.builder("journeyman.agents.slots", () -> slots)
        .description("Tasks this instance may work on at once")
        .register(registry);
    collector.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  @Override
  public void close() {
    collector.close();
  }
}
