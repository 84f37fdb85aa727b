package dev.journeyman.task;

import dev.journeyman.database.Database;
import dev.journeyman.database.StoredJson;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The conversations of tasks, message by message. All writes are fenced by the worker's claim, so
/// that a worker that was given up for dead can add nothing. The claim comes first: whoever lost it
/// would else be in the way of whoever has it, at the same place of the conversation.
public final class Journal {

  /// What a tool call came to, kept from the moment it ended.
  public record ToolOutcome(String text, boolean error) {}

  /// What is added to a conversation.
  ///
  /// @param turn what a reply of the model used; empty for a message of the service
  public record Entry(String conversation, StoredMessage message, Optional<TurnRecord> turn) {

    public static Entry said(String conversation, StoredMessage message) {
      return new Entry(conversation, message, Optional.empty());
    }

    /// The columns of the table `message` that it fills.
    <S extends SqlStatement<S>> S bindTo(S statement) {
      return statement
          .bind("conversation", conversation)
          .bind("position", message.position())
          .bind("part", message.part())
          .bind("role", message.role().wire())
          .bind("json", message.json())
          .bind("usage", turn.map(StoredJson::write).orElse(null))
          .bind("model", turn.map(TurnRecord::model).orElse(null))
          .bind("request", turn.map(TurnRecord::requestId).orElse(null))
          .bind("cost", turn.map(TurnRecord::costUsd).orElse(null));
    }
  }

  /// What came of adding it.
  ///
  /// @param task as it is now
  /// @param spokenTo false if nobody has left a message that waits for this conversation
  public record Appended(Task task, boolean spokenTo) {}

  private final Database database;
  private final TaskStore tasks;
  private final Clock clock;

  public Journal(Database database, TaskStore tasks, Clock clock) {
    this.database = database;
    this.tasks = tasks;
    this.clock = clock;
  }

  /// The messages of a conversation; one that is a fork begins with those of its parent.
  public List<StoredMessage> messages(TaskId task, String conversation) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select position, part, role, json from conversation_message
                    where task = :task and conversation = :conversation order by position
                    """)
                .bind("task", task.value())
                .bind("conversation", conversation)
                .map(
                    (row, _) ->
                        new StoredMessage(
                            row.getInt("position"),
                            row.getString("part"),
                            StoredMessage.Role.valueOf(
                                row.getString("role").toUpperCase(Locale.ROOT)),
                            row.getString("json")))
                .list());
  }

  /// Begins conversations that share everything their parent holds by now, together with a change
  /// of the task. One that has begun already is left as it is.
  public Task fork(
      Claim claim,
      String parent,
      List<String> conversations,
      UnaryOperator<Task> change,
      TaskEvent.Draft... events) {
    return database.inTransaction(
        handle -> {
          var changed = tasks.change(claim, change, events);
          conversations.forEach(name -> fork(handle, claim, parent, name));
          return changed;
        });
  }

  private void fork(Handle handle, Claim claim, String parent, String conversation) {
    handle
        .createUpdate(
            """
            insert into fork (task, conversation, parent, position, created_at)
            select :task, :conversation, :parent, count(*), :now
            from message where task = :task and conversation = :parent
            on conflict do nothing
            """)
        .bind("task", claim.task().value())
        .bind("conversation", conversation)
        .bind("parent", parent)
        .bind("now", clock.instant())
        .execute();
  }

  /// Adds a message of the service.
  public Appended append(Claim claim, String conversation, StoredMessage message) {
    return tasks.guard(
        claim,
        task -> {
          database.withHandle(handle -> insert(handle, claim, Entry.said(conversation, message)));
          return new Appended(task, true);
        });
  }

  /// Adds a message and the events that tell of it, and counts what a reply used: a restart finds
  /// all or nothing.
  ///
  /// @param known the task as the worker knows it; where it still is so, all goes in one statement
  public Appended append(
      Claim claim, Optional<Task> known, Entry entry, TaskEvent.Draft... events) {
    UnaryOperator<Task> count = task -> entry.turn().map(turn -> counted(task, turn)).orElse(task);
    return known
        .flatMap(task -> tasks.swiftly(claim, task, count.apply(task), entry, events))
        .orElseGet(() -> append(claim, entry, count, events));
  }

  /// Adds a message together with a change of the task: a restart finds both or neither.
  public Appended append(
      Claim claim, Entry entry, UnaryOperator<Task> change, TaskEvent.Draft... events) {
    return database.inTransaction(
        handle -> {
          var changed = tasks.change(claim, change, events);
          insert(handle, claim, entry);
          return new Appended(changed, true);
        });
  }

  /// Counts a turn whose reply was empty and so cannot be part of the conversation.
  public Task count(Claim claim, TurnRecord turn, TaskEvent.Draft... events) {
    return tasks.change(claim, task -> counted(task, turn), events);
  }

  /// Keeps what tool calls came to, by call id, together with the events that tell of it.
  public void keep(
      Claim claim,
      String conversation,
      Map<String, ToolOutcome> outcomes,
      TaskEvent.Draft... events) {
    database.inTransaction(
        handle -> {
          var changed = tasks.change(claim, task -> task, events);
          outcomes.forEach((call, outcome) -> insert(handle, claim, conversation, call, outcome));
          return changed;
        });
  }

  private void insert(
      Handle handle, Claim claim, String conversation, String call, ToolOutcome outcome) {
    handle
        .createUpdate(
            """
            insert into tool_result (task, conversation, call_id, text, error, created_at)
            values (:task, :conversation, :call, :text, :error, :now)
            on conflict do nothing
            """)
        .bind("task", claim.task().value())
        .bind("conversation", conversation)
        .bind("call", call)
        .bind("text", outcome.text().replace("\0", "\uFFFD"))
        .bind("error", outcome.error())
        .bind("now", clock.instant())
        .execute();
  }

  /// Puts a summary in the place of a conversation's beginning, adds the message that follows it,
  /// and counts what the summary used.
  public Task summarise(
      Claim claim,
      String conversation,
      StoredSummary summary,
      StoredMessage next,
      TurnRecord turn,
      TaskEvent.Draft... events) {
    return database.inTransaction(
        handle -> {
          var changed = tasks.change(claim, task -> counted(task, turn), events);
          handle
              .createUpdate(
                  """
                  insert into summary (task, conversation, position, until, own, json, created_at)
                  values (:task, :conversation, :position, :until, :own, :json, :now)
                  """)
              .bind("task", claim.task().value())
              .bind("conversation", conversation)
              .bind("position", summary.position())
              .bind("until", summary.until())
              .bind("own", summary.own())
              .bind("json", summary.json())
              .bind("now", clock.instant())
              .execute();
          insert(handle, claim, Entry.said(conversation, next));
          return changed;
        });
  }

  /// The newest summary of a conversation.
  public Optional<StoredSummary> summary(TaskId task, String conversation) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select position, until, own, json from conversation_summary
                    where task = :task and conversation = :conversation
                    order by position desc limit 1
                    """)
                .bind("task", task.value())
                .bind("conversation", conversation)
                .map(
                    (row, _) ->
                        new StoredSummary(
                            row.getInt("position"),
                            row.getInt("until"),
                            row.getBoolean("own"),
                            row.getString("json")))
                .findOne());
  }

  /// What the newest reply of a conversation used, and its position.
  public Optional<Map.Entry<Integer, TurnRecord>> newestTurn(TaskId task, String conversation) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select position, usage::text as usage from conversation_message
                    where task = :task and conversation = :conversation and usage is not null
                    order by position desc limit 1
                    """)
                .bind("task", task.value())
                .bind("conversation", conversation)
                .map(
                    (row, _) ->
                        Map.entry(
                            row.getInt("position"),
                            StoredJson.read(row.getString("usage"), TurnRecord.class)))
                .findOne());
  }

  /// The kept results of these calls, by call id.
  public Map<String, ToolOutcome> kept(TaskId task, String conversation, List<String> callIds) {
    return database.withHandle(
        handle -> {
          var kept = new HashMap<String, ToolOutcome>();
          handle
              .createQuery(
                  """
                  select call_id, text, error from tool_result
                  where task = :task and conversation = :conversation and call_id = any(:calls)
                  """)
              .bind("task", task.value())
              .bind("conversation", conversation)
              .bindArray("calls", String.class, (Object[]) callIds.toArray(String[]::new))
              .map(
                  (row, _) ->
                      Map.entry(
                          row.getString("call_id"),
                          new ToolOutcome(row.getString("text"), row.getBoolean("error"))))
              .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
          return kept;
        });
  }

  private int insert(Handle handle, Claim claim, Entry entry) {
    return entry
        .bindTo(
            handle.createUpdate(
                """
                insert into message (task, conversation, position, part, role, json, usage, model,
                  request_id, cost_usd, created_at)
                values (:task, :conversation, :position, :part, :role, :json,
                  cast(:usage as jsonb), :model, :request, :cost, :now)
                """))
        .bind("task", claim.task().value())
        .bind("now", clock.instant())
        .execute();
  }

  private static Task counted(Task task, TurnRecord turn) {
    var details = task.details();
    return task.with(
        details.with(
            details
                .spending()
                .plus(
                    turn.inputTokens(),
                    turn.outputTokens(),
                    turn.cacheReadTokens(),
                    turn.cacheWriteTokens(),
                    turn.costUsd())
                .plusActive(turn.active())));
  }
}
