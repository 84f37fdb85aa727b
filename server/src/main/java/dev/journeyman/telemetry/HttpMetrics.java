package dev.journeyman.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// Requests by route, and who reads streams.
public final class HttpMetrics {

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private record Key(String method, String route, int status) {}

  private final MeterRegistry registry;

  /// The registry finds a timer, too, but makes a list of tags each time it is asked.
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  public HttpMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /// Counts an answered request.
  ///
  /// @param route the pattern that matched, never a path: there are too many of those
  public void answered(String method, String route, int status, long nanos) {
    timers
        .computeIfAbsent(new Key(method, route, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /// Shows how many streams are open.
  public void readers(IntSupplier count) {
    Gauge.builder("journeyman.http.streams", count::getAsInt)
        .description("Open streams")
        .register(registry);
  }

  private Timer timer(Key key) {
    return Timer.builder("journeyman.http.requests")
        .description("Requests and how long they took")
        .tags("method", key.method(), "route", key.route())
        .tag("status", Integer.toString(key.status()))
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}
