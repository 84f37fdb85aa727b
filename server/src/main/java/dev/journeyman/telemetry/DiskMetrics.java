package dev.journeyman.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What this instance keeps on disk. Numbers that nobody has measured yet are NaN.
public final class DiskMetrics {

  /// @param used bytes by place: `work`, `mirrors`, `database`
  /// @param free bytes that are left where the home is
  /// @param limit bytes that work trees and mirrors may take together
  public record Disk(Map<String, Long> used, long free, long limit) {}

  private final MeterRegistry registry;

  public DiskMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /// @param source answers what is known and never waits
  public void show(Iterable<String> places, Supplier<Disk> source) {
    for (var place : places) {
      Gauge.builder(
              "journeyman.disk.used.bytes",
              () -> {
                var bytes = source.get().used().get(place);
                return bytes == null ? Double.NaN : bytes.doubleValue();
              })
          .description("Bytes that the service keeps, by place; the database's are all instances'")
          .tag("place", place)
          .register(registry);
    }
    gauge("journeyman.disk.free.bytes", "Bytes left where the home is", source, Disk::free);
    gauge("journeyman.disk.limit.bytes", "Bytes it may take", source, Disk::limit);
  }

  private void gauge(
      String name, String description, Supplier<Disk> source, ToDoubleFunction<Disk> value) {
    Gauge.builder(name, () -> value.applyAsDouble(source.get()))
        .description(description)
        .register(registry);
  }
}
