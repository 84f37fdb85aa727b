package dev.journeyman.task;

import dev.journeyman.database.Database;
import java.time.Clock;
import java.util.List;

/// Messages that people send to running tasks.
public final class Steering {

  private final Database database;
  private final Clock clock;

  public Steering(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Leaves a message that reaches the agent at its next turn.
  public void send(TaskId task, String user, String text) {
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into steering (id, task, text, sent_by, sent_at)
                    values (:id, :task, :text, :user, :now)
                    """)
                .bind("id", TimeOrderedId.create(clock.instant()))
                .bind("task", task.value())
                .bind("text", text)
                .bind("user", user)
                .bind("now", clock.instant())
                .execute());
  }

  /// True if messages wait.
  public boolean waits(TaskId task) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select from steering where task = :task and taken_at is null)")
                .bind("task", task.value())
                .mapTo(Boolean.class)
                .one());
  }

  /// Takes the waiting messages, oldest first; each is handed out once. Part of the caller's
  /// transaction, so that a message is taken only if it is also stored in the conversation.
  public List<String> take(TaskId task) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with taken as (
                      update steering set taken_at = :now where task = :task and taken_at is null
                      returning text, sent_at)
                    select text from taken order by sent_at
                    """)
                .bind("now", clock.instant())
                .bind("task", task.value())
                .mapTo(String.class)
                .list());
  }
}
