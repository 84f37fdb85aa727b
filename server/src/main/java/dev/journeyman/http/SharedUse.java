package dev.journeyman.http;

import dev.journeyman.database.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What all instances together have let through, as running totals by key.
public record SharedUse(Database database) {

  /// Adds what this instance has let through, in one statement.
  ///
  /// @param used by key; 0 only asks
  /// @return the totals of these keys
  Map<String, Long> add(Map<String, Long> used) {
    // In one order everywhere, so that no two instances wait for each other.
    var sorted = new TreeMap<>(used);
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into rate_use (key, total, touched_at)
                    select key, used, now()
                    from unnest(:keys, :used) as news (key, used) order by key
                    on conflict (key) do update
                      set total = rate_use.total + excluded.total, touched_at = now()
                    returning key, total
                    """)
                .bindArray("keys", String.class, sorted.keySet())
                .bindArray("used", Long.class, sorted.values())
                .reduceRows(
                    new HashMap<>(),
                    (totals, row) -> {
                      totals.put(
                          row.getColumn("key", String.class), row.getColumn("total", Long.class));
                      return totals;
                    }));
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
