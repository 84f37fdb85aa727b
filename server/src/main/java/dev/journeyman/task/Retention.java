package dev.journeyman.task;

import dev.journeyman.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/// Deletes what is no longer kept of tasks that are over: their conversations with models, and
/// their events but for those that tell of their status. A task itself stays, with its result,
/// decisions, cost and evidence. Works in short transactions and may be stopped between any two;
/// several at once do no harm.
public final class Retention {

  private static final int TASKS = 100;
  private static final int ROWS = 2_000;

  private static final String VERIFICATIONS =
      """
      delete from verification where ctid = any(array(
        select ctid from verification where created_at < :before limit :rows))
      """;
  private static final String CHECK_LOGS =
      """
      delete from check_log where ctid = any(array(
        select ctid from check_log where created_at < :before limit :rows))
      """;

  private final Database database;

  public Retention(Database database) {
    this.database = database;
  }

  /// The number up to which events of a task may be missing; 0 if all are there.
  public long trimmedUntil(TaskId task) {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select events_trimmed_until from task where id = :task")
                .bind("task", task.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  /// Trims the events of tasks that have been at rest since before an instant.
  ///
  /// @param goOn asked before each transaction
  /// @return how many rows are gone
  public long trimEvents(Instant before, BooleanSupplier goOn) {
    return trim(Kind.EVENTS, before, goOn);
  }

  /// Likewise their conversations, results of tools, and what people said meanwhile.
  public long trimConversations(Instant before, BooleanSupplier goOn) {
    return trim(Kind.CONVERSATIONS, before, goOn);
  }

  /// Deletes what was found of base trees before an instant: it can be found again.
  public long trimVerifications(Instant before, BooleanSupplier goOn) {
    return untilFew(goOn, () -> database.withHandle(h -> older(h, VERIFICATIONS, before)));
  }

  /// Deletes what no check has written again since before an instant; evidence keeps its end.
  public long trimCheckLogs(Instant before, BooleanSupplier goOn) {
    return untilFew(goOn, () -> database.withHandle(h -> older(h, CHECK_LOGS, before)));
  }

  private long trim(Kind kind, Instant before, BooleanSupplier goOn) {
    long gone = 0;
    List<UUID> due;
    do {
      due = goOn.getAsBoolean() ? due(kind, before) : List.of();
      for (var task : due) {
        gone += trim(kind, task, goOn);
      }
    } while (due.size() == TASKS && goOn.getAsBoolean());
    return gone;
  }

  private List<UUID> due(Kind kind, Instant before) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(kind.due)
                .bind("youngest", TimeOrderedId.first(before))
                .bind("before", before)
                .bind("most", TASKS)
                .mapTo(UUID.class)
                .list());
  }

  /// A task that has gone on meanwhile keeps what is left, and its mark to be looked at again.
  private long trim(Kind kind, UUID task, BooleanSupplier goOn) {
    long until = database.inTransaction(handle -> begin(handle, kind, task));
    long gone = 0;
    for (var delete : kind.deletes) {
      gone += untilFew(goOn, () -> database.inTransaction(h -> delete(h, delete, task, until)));
    }
    if (goOn.getAsBoolean()) {
      database.withHandle(
          handle ->
              handle.createUpdate(kind.done).bind("task", task).bind("until", until).execute());
    }
    return gone;
  }

  private static long begin(Handle handle, Kind kind, UUID task) {
    return handle.createQuery(kind.begin).bind("task", task).mapTo(Long.class).findOne().orElse(0L);
  }

  /// Deletes nothing of a task that has gone on; it waits with that until this transaction ends.
  private static int delete(Handle handle, String statement, UUID task, long until) {
    return isStillOver(handle, task, until) ? rows(handle, statement, task) : 0;
  }

  private static boolean isStillOver(Handle handle, UUID task, long until) {
    return handle
        .createQuery(
            """
            select 1 from task
            where id = :task and sequence = :until
              and status in ('completed', 'failed', 'cancelled', 'rolled_back')
            for share
            """)
        .bind("task", task)
        .bind("until", until)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static int rows(Handle handle, String statement, UUID task) {
    return handle.createUpdate(statement).bind("task", task).bind("rows", ROWS).execute();
  }

  private static int older(Handle handle, String statement, Instant before) {
    return handle.createUpdate(statement).bind("before", before).bind("rows", ROWS).execute();
  }

  private interface Batch {
    int delete();
  }

  private static long untilFew(BooleanSupplier goOn, Batch batch) {
    long gone = 0;
    int last = ROWS;
    while (last == ROWS && goOn.getAsBoolean()) {
      last = batch.delete();
      gone += last;
    }
    return gone;
  }

  /// What is trimmed apart from the other.
  ///
  /// @param due finds tasks
  /// @param begin answers how far one is trimmed
  /// @param done marks it as trimmed, unless it has gone on
  private record Kind(String due, String begin, String done, List<String> deletes) {

    static final Kind EVENTS =
        new Kind(
            """
            select id from task
            where events_kept and status in ('completed', 'failed', 'cancelled', 'rolled_back')
              and id < :youngest and updated_at < :before
            order by id limit :most
            """,
            """
            update task set events_trimmed_until = sequence
            where id = :task and status in ('completed', 'failed', 'cancelled', 'rolled_back')
            returning sequence
            """,
            """
            update task set events_kept = false where id = :task and sequence = :until
            """,
            List.of(
                """
                delete from event where task = :task and sequence = any(array(
                  select sequence from event
                  where task = :task and type <> 'status' limit :rows))
                """));

    static final Kind CONVERSATIONS =
        new Kind(
            """
            select id from task
            where conversations_kept
              and status in ('completed', 'failed', 'cancelled', 'rolled_back')
              and id < :youngest and updated_at < :before
            order by id limit :most
            """,
            """
            select sequence from task
            where id = :task and status in ('completed', 'failed', 'cancelled', 'rolled_back')
            """,
            """
            update task set conversations_kept = false where id = :task and sequence = :until
            """,
            List.of(
                """
                delete from message where ctid = any(array(
                  select ctid from message where task = :task limit :rows))
                """,
                """
                delete from tool_result where ctid = any(array(
                  select ctid from tool_result where task = :task limit :rows))
                """,
                """
                delete from summary where ctid = any(array(
                  select ctid from summary where task = :task limit :rows))
                """,
                """
                delete from steering where ctid = any(array(
                  select ctid from steering where task = :task limit :rows))
                """));
  }
}
