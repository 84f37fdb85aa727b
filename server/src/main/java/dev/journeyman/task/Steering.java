package dev.journeyman.task;

import dev.journeyman.database.Database;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Messages that people send to running tasks.
public final class Steering {

  /// Whether messages wait for whoever speaks in `:conversation` of `:task`.
  static final String WAITS =
      """
      exists (
        select from steering left join fork
          on fork.task = steering.task and fork.conversation = :conversation
        where steering.task = :task and taken_at is null
          and (heard is null or steering.id <> all (heard)))
      """;

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

  /// True if messages wait for whoever speaks in this conversation.
  public boolean waits(TaskId task, String conversation) {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select " + WAITS)
                .bind("task", task.value())
                .bind("conversation", conversation)
                .mapTo(Boolean.class)
                .one());
  }

  /// Takes the waiting messages, oldest first; each is handed out once, and before that once to
  /// every fork that speaks meanwhile. Part of the caller's transaction, so that a message is taken
  /// only if it is also stored in the conversation.
  public List<String> take(TaskId task, String conversation) {
    return database.withHandle(
        handle ->
            isFork(handle, task, conversation)
                ? hear(handle, task, conversation)
                : take(handle, task));
  }

  private static boolean isFork(Handle handle, TaskId task, String conversation) {
    return handle
        .createQuery(
            "select exists (select from fork where task = :task and conversation = :conversation)")
        .bind("task", task.value())
        .bind("conversation", conversation)
        .mapTo(Boolean.class)
        .one();
  }

  /// The trunk has to hear them as well, so they are not taken.
  private static List<String> hear(Handle handle, TaskId task, String conversation) {
    return handle
        .createQuery(
            """
            with waiting as (
              select steering.id, text, sent_at from steering join fork on fork.task = steering.task
              where steering.task = :task and conversation = :conversation
                and taken_at is null and steering.id <> all (heard)),
            heard as (
              update fork set heard = heard || array(select id from waiting)
              where task = :task and conversation = :conversation)
            select text from waiting order by sent_at
            """)
        .bind("task", task.value())
        .bind("conversation", conversation)
        .mapTo(String.class)
        .list();
  }

  private List<String> take(Handle handle, TaskId task) {
    return handle
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
        .list();
  }
}
