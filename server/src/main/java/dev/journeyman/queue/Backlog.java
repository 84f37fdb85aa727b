package dev.journeyman.queue;

import dev.journeyman.database.Database;

/// The jobs that could run now and do not, of all instances.
///
/// @param oldestSeconds how long the first of them has been waiting; 0 if there is none
public record Backlog(long depth, double oldestSeconds) {

  public static Backlog of(Database database) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) as depth,
                      coalesce(extract(epoch from now() - min(execution_time)), 0) as oldest
                    from scheduled_tasks
                    where task_name = :name and not picked and execution_time <= now()
                    """)
                .bind("name", TaskJobs.NAME)
                .map((row, _) -> new Backlog(row.getLong("depth"), row.getDouble("oldest")))
                .one());
  }
}
