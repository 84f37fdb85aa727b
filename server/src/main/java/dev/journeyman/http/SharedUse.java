package dev.journeyman.http;

import dev.journeyman.database.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.result.RowView;

/// What all instances together have let through, as running totals by key, and how much of it has
/// not come back yet.
public record SharedUse(Database database) {

  /// @param used since it was told last; 0 only asks
  /// @param perSecond how much of it comes back
  record Use(long used, double perSecond) {}

  /// @param total ever used
  /// @param debt what is missing now from a bucket that all instances together would have
  record Sum(long total, long debt) {}

  /// Adds what this instance has let through, in one statement.
  ///
  /// @param uses by key
  /// @return the sums of these keys
  Map<String, Sum> add(Map<String, Use> uses) {
    // In one order everywhere, so that no two instances wait for each other.
    var sorted = new TreeMap<>(uses);
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into rate_use (key, total, debt, per_second, touched_at)
                    select key, used, used, per_second, now()
                    from unnest(:keys, :used, :refills) as news (key, used, per_second) order by key
                    on conflict (key) do update set
                      total = rate_use.total + excluded.total,
                      debt = excluded.debt + greatest(0, rate_use.debt - excluded.per_second
                        * extract(epoch from excluded.touched_at - rate_use.touched_at)),
                      per_second = excluded.per_second,
                      touched_at = excluded.touched_at
                    returning key, total, debt
                    """)
                .bindArray("keys", String.class, sorted.keySet())
                .bindArray("used", Long.class, sorted.values().stream().map(Use::used).toList())
                .bindArray(
                    "refills", Double.class, sorted.values().stream().map(Use::perSecond).toList())
                .reduceRows(
                    new HashMap<>(),
                    (sums, row) -> {
                      sums.put(row.getColumn("key", String.class), sum(row));
                      return sums;
                    }));
  }

  private static Sum sum(RowView row) {
    return new Sum(
        row.getColumn("total", Long.class), Math.round(row.getColumn("debt", Double.class)));
  }

  /// Deletes the totals that no instance has asked for since an instant.
  ///
  /// @return how many
  int forget(Instant before) {
    return database.withHandle(
        handle ->
            handle
                .createUpdate("delete from rate_use where touched_at < :before")
                .bind("before", before)
                .execute());
  }
}
