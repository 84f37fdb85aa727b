package dev.journeyman.task;

import dev.journeyman.database.Database;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Lists of tasks, newest first, and how many there are.
public final class TaskList {

  private static final String WHERE =
      """
       where task.tenant = :tenant
        and (:anyStatus or task.status = any(:statuses))
        and (cast(:repository as text) is null or repository.name = :repository)
        and (cast(:createdBy as text) is null or task.created_by = :createdBy)
        and (cast(:search as text) is null or position(lower(:search) in lower(task.description)) > 0)
      """;

  private final Database database;

  public TaskList(Database database) {
    this.database = database;
  }

  public Page.Of<Task> list(TaskFilter filter, Page page) {
    return database.withHandle(
        handle -> {
          var found = rows(handle, filter, page);
          boolean more = found.size() > page.limit();
          return new Page.Of<>(
              found.subList(0, more ? page.limit() : found.size()), count(handle, filter), more);
        });
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
    var query =
        handle.createQuery(
            TaskRows.SELECT
                + WHERE
                + """
                 and (cast(:before as uuid) is null or task.id < cast(:before as uuid))
                order by task.id desc limit :limit offset :offset
                """);
    return bind(query, filter)
        .bind("before", page.before().orElse(null))
        .bind("limit", page.limit() + 1)
        .bind("offset", page.offset())
        .map(TaskRows::read)
        .list();
  }

  private static long count(Handle handle, TaskFilter filter) {
    var query =
        handle.createQuery(
            "select count(*) from task join repository on repository.id = task.repository" + WHERE);
    return bind(query, filter).mapTo(Long.class).one();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, TaskFilter filter) {
    return statement
        .bind("tenant", filter.tenant())
        .bind("anyStatus", filter.statuses().isEmpty())
        .bindArray(
            "statuses", String.class, (Object[]) wire(filter.statuses()).toArray(String[]::new))
        .bind("repository", filter.repository().orElse(null))
        .bind("createdBy", filter.createdBy().orElse(null))
        .bind("search", filter.search().orElse(null));
  }

  private static List<String> wire(Set<TaskStatus> statuses) {
    return statuses.stream().map(TaskStatus::wire).toList();
  }
}
