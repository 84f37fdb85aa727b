package dev.journeyman.task;

import dev.journeyman.database.Database;
import dev.journeyman.database.SharedReads;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Lists of tasks, newest first, and how many there are.
public final class TaskList {

  private final Database database;

  /// To count is the dearest part of a list, and those who list together ask the same.
  private final SharedReads<TaskFilter, Long> totals;

  public TaskList(Database database, Clock clock) {
    this.database = database;
    this.totals = new SharedReads<>(new TaskTotals(database, clock)::of);
  }

  public Page.Of<Task> list(TaskFilter filter, Page page) {
    var found = database.withHandle(handle -> rows(handle, filter, page));
    boolean more = found.size() > page.limit();
    return new Page.Of<>(
        found.subList(0, more ? page.limit() : found.size()),
        totals.ask(filter).orElseThrow(),
        more);
  }

  /// How many tasks of the tenant stand in each status.
  public Map<TaskStatus, Long> counts(String tenant) {
    return database.withHandle(
        handle -> {
          var counts = new EnumMap<TaskStatus, Long>(TaskStatus.class);
          handle
              .createQuery(
                  "select status, count(*) as n from task where tenant = :tenant group by status")
              .bind("tenant", tenant)
              .map((row, _) -> Map.entry(row.getString("status"), row.getLong("n")))
              .forEach(
                  e -> TaskStatus.parse(e.getKey()).ifPresent(s -> counts.put(s, e.getValue())));
          return counts;
        });
  }

  private static List<Task> rows(Handle handle, TaskFilter filter, Page page) {
    var older = page.before().isPresent() ? " and task.id < cast(:before as uuid)" : "";
    var query =
        handle.createQuery(
            TaskRows.SELECT
                + TaskConditions.where(filter)
                + older
                + " order by task.id desc limit :limit offset :offset");
    page.before().ifPresent(before -> query.bind("before", before));
    return TaskConditions.bind(query, filter)
        .bind("limit", page.limit() + 1)
        .bind("offset", page.offset())
        .map(TaskRows::read)
        .list();
  }
}
