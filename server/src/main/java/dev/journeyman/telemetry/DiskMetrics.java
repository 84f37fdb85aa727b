package dev.journeyman.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What this instance keeps on disk. Numbers that nobody has measured yet are NaN.
public final class DiskMetrics {

  /// @param used bytes by place: `work`, `mirrors`, `database`
  /// @param free bytes that are left where a place is: `work`, `mirrors`
  /// @param taken of the bytes that are used, those that the limit is for
  /// @param limit bytes that may be taken
  public record Disk(
      Map<String, Long> used, Map<String, Long> free, OptionalLong taken, long limit) {

    public Disk {
      used = Map.copyOf(used);
      free = Map.copyOf(free);
    }

    /// Bytes that are left where fewest are.
    public long leastFree() {
      return free.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }
  }

  private final MeterRegistry registry;

  public DiskMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /// @param places of which sizes are known
  /// @param stores the places among them whose free bytes are known
  /// @param source answers what is known and never waits
  public void show(Iterable<String> places, Iterable<String> stores, Supplier<Disk> source) {
    for (var place : places) {
      gauge(
          "journeyman.disk.used.bytes",
          "Bytes that the service keeps, by place; the database's are all instances'",
          Tags.of("place", place),
          () -> number(source.get().used().get(place)));
    }
    for (var place : stores) {
      gauge(
          "journeyman.disk.free.bytes",
          "Bytes left where a place is",
          Tags.of("place", place),
          () -> number(source.get().free().get(place)));
    }
    gauge(
        "journeyman.disk.taken.bytes",
        "Bytes that count against the limit",
        Tags.empty(),
        () -> source.get().taken().stream().asDoubleStream().findFirst().orElse(Double.NaN));
    gauge(
        "journeyman.disk.limit.bytes",
        "Bytes that may be taken",
        Tags.empty(),
        () -> source.get().limit());
  }

  private static double number(@Nullable Long bytes) {
    return bytes == null ? Double.NaN : bytes.doubleValue();
  }

  private void gauge(String name, String description, Tags tags, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).tags(tags).register(registry);
  }
}
