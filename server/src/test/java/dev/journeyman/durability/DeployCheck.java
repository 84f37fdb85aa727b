package dev.journeyman.durability;

import dev.journeyman.database.Database;
import java.util.List;
import java.util.function.ToIntFunction;

/// Whether no deployment was begun more often than somebody asked for it: once for what landed,
/// once for its revert, and once more each time somebody had it done again.
final class DeployCheck {

  private record Begun(String task, int times, boolean reverted) {}

  private DeployCheck() {}

  /// @param retries how often people asked again for a task's deployment
  static List<String> findings(Database database, ToIntFunction<String> retries) {
    return begun(database).stream()
        .filter(
            begun ->
                begun.times() > 1 + (begun.reverted() ? 1 : 0) + retries.applyAsInt(begun.task()))
        .map(begun -> "deployment of %s was begun %d times".formatted(begun.task(), begun.times()))
        .toList();
  }

  private static List<Begun> begun(Database database) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select task.id::text as id, count(*) as times,
                      task.details -> 'revision' ->> 'reverted' is not null as reverted
                    from event join task on task.id = event.task
                    where type = 'stage' and data ->> 'stage' = 'deploy' and data ->> 'begun' = 'true'
                    group by task.id
                    """)
                .map(
                    (row, _) ->
                        new Begun(
                            row.getString("id"), row.getInt("times"), row.getBoolean("reverted")))
                .list());
  }
}
