package dev.journeyman.app;

import dev.journeyman.http.Operations.Metrics;
import dev.journeyman.task.TaskStatistics.Counts;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/// Turns counts into the six success metrics.
final class SuccessMetrics {

  private SuccessMetrics() {}

  static Metrics of(List<Counts> counts) {
    long executed = sum(counts, Counts::executed);
    double seconds = counts.stream().mapToDouble(Counts::executionSeconds).sum();
    return new Metrics(
        sum(counts, Counts::tasks),
        rate(sum(counts, Counts::succeeded), sum(counts, Counts::ended)),
        executed == 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds / executed),
        rate(sum(counts, Counts::approved), sum(counts, Counts::decided)),
        rate(sum(counts, Counts::rolledBack), sum(counts, Counts::landed)),
        sum(counts, Counts::learnings),
        rate(sum(counts, Counts::recovered), sum(counts, Counts::recoveries)),
        cost(counts));
  }

  private static OptionalDouble cost(List<Counts> counts) {
    return counts.stream().anyMatch(c -> c.costUsd().isPresent())
        ? OptionalDouble.of(counts.stream().mapToDouble(c -> c.costUsd().orElse(0)).sum())
        : OptionalDouble.empty();
  }

  private static long sum(List<Counts> counts, ToLongFunction<Counts> value) {
    return counts.stream().mapToLong(value).sum();
  }

  private static OptionalDouble rate(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
