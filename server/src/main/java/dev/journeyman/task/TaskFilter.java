package dev.journeyman.task;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which tasks of a tenant to list; empty parts do not restrict.
///
/// @param search words to find in the task's text
/// @param time when it was handed in
/// @param cost what it has cost so far
public record TaskFilter(
    String tenant,
    Set<TaskStatus> statuses,
    Optional<String> repository,
    Optional<String> createdBy,
    Optional<String> search,
    Range<Instant> time,
    Range<BigDecimal> cost) {

  /// From a least value to a greatest; what is empty has no bound.
  public record Range<T>(Optional<T> least, Optional<T> most) {

    public static <T> Range<T> any() {
      return new Range<>(Optional.empty(), Optional.empty());
    }

    boolean restricts() {
      return least.isPresent() || most.isPresent();
    }
  }

  public TaskFilter {
    statuses = Set.copyOf(statuses);
  }

  public static TaskFilter all(String tenant) {
    return in(tenant, Set.of());
  }

  /// Those that are in one of these statuses; of all if there is none.
  public static TaskFilter in(String tenant, Set<TaskStatus> statuses) {
    return new TaskFilter(
        tenant,
        statuses,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Range.any(),
        Range.any());
  }

  /// Whether a task can come to fit, or to fit no more, while it goes on.
  boolean changes() {
    return !statuses.isEmpty() || cost.restricts();
  }
}
