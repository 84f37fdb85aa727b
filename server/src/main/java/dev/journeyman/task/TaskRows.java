package dev.journeyman.task;

import dev.journeyman.database.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// Rows of the tables `task` and `event` as values.
final class TaskRows {

  static final String SELECT =
      """
      select task.id, task.tenant, task.repository, repository.name as repository_name,
        task.request::text as request, task.status, task.details::text as details, task.epoch,
        task.sequence, task.created_by, task.created_at, task.updated_at
      from task join repository on repository.id = task.repository
      """;

  private TaskRows() {}

  static Task read(ResultSet row, StatementContext context) throws SQLException {
    return new Task(
        new TaskId(row.getObject("id", UUID.class)),
        row.getString("tenant"),
        row.getObject("repository", UUID.class),
        row.getString("repository_name"),
        StoredJson.read(row.getString("request"), TaskRequest.class),
        TaskStatus.parse(row.getString("status")).orElseThrow(),
        StoredJson.read(row.getString("details"), TaskDetails.class),
        row.getLong("epoch"),
        row.getLong("sequence"),
        row.getString("created_by"),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  static TaskEvent readEvent(ResultSet row, StatementContext context) throws SQLException {
    return new TaskEvent(
        new TaskId(row.getObject("task", UUID.class)),
        row.getLong("sequence"),
        instant(row, "at"),
        TaskEvent.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
        StoredJson.tree(row.getString("data")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
