package dev.journeyman.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What the database knows of all tasks. Every instance shows the same numbers, so take the maximum
/// over instances, not the sum. A number that is unknown, or asked while the database is away, is
/// NaN.
public final class CensusMetrics {

  private static final Duration TASKS_FRESH = Duration.ofSeconds(5);
  private static final Duration SUCCESS_FRESH = Duration.ofMinutes(1);

  /// @param byStatus tasks that are in a status; one that is missing counts as 0
  /// @param waiting tasks that could be worked on and are not
  /// @param oldestSeconds how long the first of them has been waiting; 0 if there is none
  public record Tasks(Map<String, Long> byStatus, long waiting, double oldestSeconds) {}

  /// The six success metrics of the last 30 days. Rates are from 0 to 1.
  public record Success(
      double successRate,
      double meanExecutionSeconds,
      double approvalRate,
      double rollbackRate,
      double learnings,
      double recoveryRate) {}

  private final MeterRegistry registry;
  private final Readiness readiness;

  /// @param readiness while it says no, nothing is asked: a scrape would wait for each in turn
  public CensusMetrics(MeterRegistry registry, Readiness readiness) {
    this.registry = registry;
    this.readiness = readiness;
  }

  /// Shows the numbers of tasks.
  ///
  /// @param source asked when somebody looks, but not more often than every 5 seconds
  public void tasks(Collection<String> statuses, Supplier<Tasks> source) {
    var recent = recent(source, TASKS_FRESH);
    for (var status : statuses) {
      Gauge.builder(
              "journeyman.tasks",
              () -> recent.read(tasks -> (double) tasks.byStatus().getOrDefault(status, 0L)))
          .description("Tasks by status")
          .tag("status", status)
          .register(registry);
    }
    gauge("journeyman.queue.depth", "Tasks that wait for a worker", recent, Tasks::waiting);
    gauge(
        "journeyman.queue.oldest.seconds",
        "How long the first of them has been waiting",
        recent,
        Tasks::oldestSeconds);
  }

  /// Shows the success metrics.
  ///
  /// @param source asked when somebody looks, but not more often than every minute
  public void success(Supplier<Success> source) {
    var recent = recent(source, SUCCESS_FRESH);
    gauge(
        "journeyman.success.rate",
        "Of tasks that ended, those that succeeded",
        recent,
        Success::successRate);
    gauge(
        "journeyman.execution.mean.seconds",
        "Mean active time of a task",
        recent,
        Success::meanExecutionSeconds);
    gauge(
        "journeyman.approval.rate",
        "Of changes that were decided on, those approved",
        recent,
        Success::approvalRate);
    gauge(
        "journeyman.rollback.rate",
        "Of changes that landed, those taken back",
        recent,
        Success::rollbackRate);
    gauge(
        "journeyman.learnings",
        "Tasks that something was learned from",
        recent,
        Success::learnings);
    gauge(
        "journeyman.recovery.rate",
        "Of tasks that needed a new plan, those that succeeded",
        recent,
        Success::recoveryRate);
  }

  private <T> Recent<T> recent(Supplier<T> source, Duration fresh) {
    return new Recent<>(
        () -> {
          if (!readiness.now()) {
            throw new IllegalStateException("the database does not answer");
          }
          return source.get();
        },
        fresh);
  }

  private <T> void gauge(
      String name, String description, Recent<T> recent, ToDoubleFunction<T> value) {
    Gauge.builder(name, () -> recent.read(value)).description(description).register(registry);
  }
}
