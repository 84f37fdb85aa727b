package dev.journeyman.task;

import dev.journeyman.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/// Reports that the agent wrote, kept with their tasks.
public final class Reports {

  /// One report.
  ///
  /// @param markdown the agent's words; untrusted
  public record Report(UUID id, String title, String markdown, Instant createdAt) {}

  private final Database database;
  private final Clock clock;

  public Reports(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Keeps a report, in place of an earlier one of the task with the same title.
  public void keep(TaskId task, String title, String markdown) {
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    with replaced as (delete from report where task = :task and title = :title)
                    insert into report (id, task, title, markdown, created_at)
                    values (:id, :task, :title, :markdown, :now)
                    """)
                .bind("id", TimeOrderedId.create(clock.instant()))
                .bind("task", task.value())
                .bind("title", title)
                .bind("markdown", markdown)
                .bind("now", clock.instant())
                .execute());
  }

  public List<Report> of(TaskId task) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, title, markdown, created_at from report
                    where task = :task order by created_at
                    """)
                .bind("task", task.value())
                .map(
                    (row, _) ->
                        new Report(
                            row.getObject("id", UUID.class),
                            row.getString("title"),
                            row.getString("markdown"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list());
  }
}
