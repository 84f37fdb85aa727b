package dev.journeyman.app;

import dev.journeyman.http.Operations.Day;
import dev.journeyman.http.Operations.Metrics;
import dev.journeyman.http.Operations.Share;
import dev.journeyman.task.TaskStatistics.Counts;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

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

  /// One entry a day and repository, the oldest first.
  static List<Day> byDay(List<Counts> counts) {
    record Key(LocalDate day, String repository) {}
    var order = Comparator.comparing(Key::day).thenComparing(Key::repository);
    return counts.stream()
        .collect(
            Collectors.groupingBy(
                c -> new Key(c.day(), c.repository()),
                () -> new TreeMap<>(order),
                Collectors.toList()))
        .entrySet()
        .stream()
        .map(e -> new Day(e.getKey().day(), e.getKey().repository(), of(e.getValue())))
        .toList();
  }

  /// One entry for each name, the dearest first.
  static List<Share> shares(List<Counts> counts, Function<Counts, String> name) {
    return counts.stream()
        .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(e -> new Share(e.getKey(), of(e.getValue())))
        .sorted(Comparator.comparingDouble(share -> -share.metrics().costUsd().orElse(0)))
        .toList();
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
