package dev.journeyman.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.journeyman.database.Database;
import dev.journeyman.database.SharedReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;

/// Tasks as they stand, for those who ask again and again. A task is read anew only when it has
/// changed, wherever that happened, and is never older than the question. While nothing changes,
/// the same object is returned. Safe for use by any number of threads.
public final class CurrentTasks {

  private static final int MOST = 1000;
  private static final Duration KEPT = Duration.ofMinutes(5);

  /// What changes with each change of a task.
  private record Version(long sequence, Instant updatedAt) {

    static Version of(Task task) {
      return new Version(task.sequence(), task.updatedAt());
    }
  }

  private final Database database;
  private final TaskStore store;
  private final SharedReads<TaskId, Version> versions = new SharedReads<>(this::versions);
  private final Cache<TaskId, Task> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT).build();

  public CurrentTasks(Database database, TaskStore store) {
    this.database = database;
    this.store = store;
  }

  /// Finds a task of this tenant; another tenant's is as unknown as one that never was.
  public Optional<Task> find(String tenant, TaskId id) {
    return find(id).filter(task -> task.tenant().equals(tenant));
  }

  private Optional<Task> find(TaskId id) {
    return versions
        .ask(id)
        .flatMap(
            newest ->
                Optional.ofNullable(known.getIfPresent(id))
                    .filter(task -> Version.of(task).equals(newest))
                    .or(() -> read(id)));
  }

  /// A slow reader must not put an older state back in place of a newer one.
  private Optional<Task> read(TaskId id) {
    var read = store.find(id);
    read.ifPresent(
        task -> known.asMap().merge(id, task, (a, b) -> a.sequence() > b.sequence() ? a : b));
    return read;
  }

  private Map<TaskId, Version> versions(Set<TaskId> ids) {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select id, sequence, updated_at from task where id = any(:ids)")
                .bindArray("ids", UUID.class, ids.stream().map(TaskId::value).toArray())
                .map(CurrentTasks::row)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Map.Entry<TaskId, Version> row(ResultSet row, StatementContext context)
      throws SQLException {
    var updated = row.getObject("updated_at", OffsetDateTime.class).toInstant();
    return Map.entry(
        new TaskId(row.getObject("id", UUID.class)), new Version(row.getLong("sequence"), updated));
  }
}
