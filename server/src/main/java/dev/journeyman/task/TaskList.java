package dev.journeyman.task;

import dev.journeyman.database.Database;
import dev.journeyman.database.SharedReads;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Lists of tasks, newest first, and how many there are.
public final class TaskList {

  private final Database database;

  /// To count is the dearest part of a list, and those who list together ask the same.
  private final SharedReads<TaskFilter, Long> totals = new SharedReads<>(this::totals);

  public TaskList(Database database) {
    this.database = database;
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
                + where(filter)
                + older
                + " order by task.id desc limit :limit offset :offset");
    page.before().ifPresent(before -> query.bind("before", before));
    return bind(query, filter)
        .bind("limit", page.limit() + 1)
        .bind("offset", page.offset())
        .map(TaskRows::read)
        .list();
  }

  private Map<TaskFilter, Long> totals(Set<TaskFilter> filters) {
    return filters.stream().collect(Collectors.toMap(Function.identity(), this::total));
  }

  private long total(TaskFilter filter) {
    return database.withHandle(
        handle ->
            bind(handle.createQuery("select count(*) from task " + where(filter)), filter)
                .mapTo(Long.class)
                .one());
  }

  /// Only the conditions that restrict, so that each filter gets the plan it deserves.
  private static String where(TaskFilter filter) {
    var where = new StringBuilder(" where task.tenant = :tenant");
    if (!filter.statuses().isEmpty()) {
      where.append(" and task.status = any(:statuses)");
    }
    if (filter.repository().isPresent()) {
      where.append(
          """
           and task.repository =
            (select id from repository where tenant = :tenant and name = :repository)
          """);
    }
    if (filter.createdBy().isPresent()) {
      where.append(" and task.created_by = :createdBy");
    }
    if (filter.search().isPresent()) {
      where.append(" and position(lower(:search) in lower(task.description)) > 0");
    }
    return where.toString();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, TaskFilter filter) {
    statement.bind("tenant", filter.tenant());
    if (!filter.statuses().isEmpty()) {
      var wire = filter.statuses().stream().map(TaskStatus::wire).toArray();
      statement.bindArray("statuses", String.class, wire);
    }
    filter.repository().ifPresent(name -> statement.bind("repository", name));
    filter.createdBy().ifPresent(user -> statement.bind("createdBy", user));
    filter.search().ifPresent(text -> statement.bind("search", text));
    return statement;
  }
}
