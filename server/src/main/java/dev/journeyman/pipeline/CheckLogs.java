package dev.journeyman.pipeline;

import dev.journeyman.database.Database;
import dev.journeyman.task.TaskId;
import java.time.Clock;
import java.util.Optional;

/// Keeps what checks wrote, by the SHA-256 of it. Evidence shows the end and refers to the rest.
public final class CheckLogs {

  private final Database database;
  private final Clock clock;

  public CheckLogs(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @return its name
  String keep(String text) {
    var log = text.replace("\0", "");
    var hash = EvidenceStore.hash(log);
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into check_log (hash, log, created_at) values (:hash, :log, :now)
                    on conflict (hash) do update set created_at = excluded.created_at
                    """)
                .bind("hash", hash)
                .bind("log", log)
                .bind("now", clock.instant())
                .execute());
    return hash;
  }

  /// A log to which a record of evidence of this task refers.
  public Optional<String> find(TaskId task, String hash) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select log from check_log where hash = :hash and exists (
                      select from evidence
                      where task = :task and position('"log":"' || :hash || '"' in record) > 0)
                    """)
                .bind("hash", hash)
                .bind("task", task.value())
                .mapTo(String.class)
                .findOne());
  }
}
