package dev.journeyman.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.journeyman.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Counts tasks. Ids sort by time and tasks stay, so what is older than any transaction under way
/// is counted once and remembered, and only the newest tasks are counted each time. Filters by
/// status and cost are counted in full, since a task changes them.
///
/// Not for several threads at once. What an instance whose clock is behind, or that waited for the
/// database, stores more than [#SETTLED_AFTER] after it made the id is counted within
/// [#COUNTED_ANEW].
final class TaskTotals {

  private static final Duration SETTLED_AFTER = Duration.ofSeconds(20);
  private static final Duration COUNTED_ANEW = Duration.ofMinutes(5);
  private static final int MOST_FILTERS = 1000;

  /// @param before tasks made since then are not counted here
  /// @param since when all of it was counted
  private record Settled(Instant before, long count, Instant since) {
    boolean isOld(Instant now) {
      return since.plus(COUNTED_ANEW).isBefore(now) || since.isAfter(now);
    }
  }

  private final Database database;
  private final Clock clock;
  private final Cache<TaskFilter, Settled> settled =
      Caffeine.newBuilder().maximumSize(MOST_FILTERS).build();

  TaskTotals(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Map<TaskFilter, Long> of(Set<TaskFilter> filters) {
    return database.withHandle(
        handle ->
            filters.stream().collect(Collectors.toMap(Function.identity(), f -> total(handle, f))));
  }

  private long total(Handle handle, TaskFilter filter) {
    if (filter.changes()) {
      return count(handle, filter, Instant.EPOCH, Optional.empty());
    }
    var base = settle(handle, filter, clock.instant());
    return base.count() + count(handle, filter, base.before(), Optional.empty());
  }

  private Settled settle(Handle handle, TaskFilter filter, Instant now) {
    var known =
        Optional.ofNullable(settled.getIfPresent(filter))
            .filter(base -> !base.isOld(now))
            .orElseGet(() -> new Settled(Instant.EPOCH, 0, now));
    var before = now.minus(SETTLED_AFTER);
    if (!before.isAfter(known.before())) {
      return known;
    }
    long more = count(handle, filter, known.before(), Optional.of(before));
    var base = new Settled(before, known.count() + more, known.since());
    settled.put(filter, base);
    return base;
  }

  private static long count(Handle handle, TaskFilter filter, Instant from, Optional<Instant> to) {
    var query =
        handle.createQuery(
            "select count(*) from task"
                + TaskConditions.where(filter)
                + " and task.id >= :from"
                + (to.isPresent() ? " and task.id < :to" : ""));
    to.ifPresent(time -> query.bind("to", TimeOrderedId.first(time)));
    return TaskConditions.bind(query, filter)
        .bind("from", TimeOrderedId.first(from))
        .mapTo(Long.class)
        .one();
  }
}
