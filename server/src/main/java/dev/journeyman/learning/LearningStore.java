package dev.journeyman.learning;

import dev.journeyman.database.Database;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Page;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TimeOrderedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// Learnings, found again by words (full text) and by likeness (trigrams).
public final class LearningStore {

  /// Fewer tasks than this on either side say nothing about lift.
  private static final int ENOUGH = 5;

  private static final String SELECT =
      """
      select learning.id, learning.created_at, learning.task_text, learning.task,
        repository.name as repository, learning.success, learning.patterns, learning.improvements,
        learning.disabled_by, learning.disabled_at, learning.disabled_reason,
        (select count(*) from learning_use where learning_use.learning = learning.id) as used,
        (select count(*) from learning_use join task on task.id = learning_use.task
          where learning_use.learning = learning.id and task.status = 'completed') as helped,
        (select count(*) from task where task.repository = learning.repository
          and task.id > learning.task) as later,
        (select count(*) from task where task.repository = learning.repository
          and task.id > learning.task and task.status = 'completed') as later_completed
      from learning join repository on repository.id = learning.repository
      """;

  private static final String WHERE =
      """
       where learning.tenant = :tenant
        and (cast(:successful as boolean) is null or learning.success = :successful)
        and (cast(:repository as text) is null or repository.name = :repository)
        and (cast(:disabled as boolean) is null
          or (learning.disabled_at is not null) = :disabled)
        and (cast(:search as text) is null
          or learning.search @@ websearch_to_tsquery('english', :search)
          or :search <% learning.searchable)
      """;

  private final Database database;
  private final Clock clock;

  public LearningStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Keeps what a task taught.
  public void add(Task task, boolean success, List<String> patterns, List<String> improvements) {
    var searchable =
        String.join(
            "\n",
            task.request().text(),
            String.join("\n", patterns),
            String.join("\n", improvements));
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into learning (id, tenant, repository, task, task_text, success, patterns,
                      improvements, created_at, searchable)
                    values (:id, :tenant, :repository, :task, :text, :success, :patterns,
                      :improvements, :now, :searchable)
                    """)
                .bind("id", TimeOrderedId.create(clock.instant()))
                .bind("tenant", task.tenant())
                .bind("repository", task.repository())
                .bind("task", task.id().value())
                .bind("text", task.request().text())
                .bind("success", success)
                .bindArray("patterns", String.class, (Object[]) patterns.toArray(String[]::new))
                .bindArray(
                    "improvements", String.class, (Object[]) improvements.toArray(String[]::new))
                .bind("now", clock.instant())
                .bind("searchable", searchable)
                .execute());
  }

  public Page.Of<Learning> list(LearningFilter filter, Page page) {
    return database.withHandle(
        handle -> {
          var query =
              handle.createQuery(
                  SELECT
                      + WHERE
                      + """
                       and (cast(:before as uuid) is null or learning.id < cast(:before as uuid))
                      order by learning.id desc limit :limit
                      """);
          var found =
              bind(query, filter)
                  .bind("before", page.before().orElse(null))
                  .bind("limit", page.limit() + 1)
                  .map(LearningStore::read)
                  .list();
          var count =
              handle.createQuery(
                  "select count(*) from learning join repository"
                      + " on repository.id = learning.repository"
                      + WHERE);
          boolean more = found.size() > page.limit();
          return new Page.Of<>(
              found.subList(0, more ? page.limit() : found.size()),
              bind(count, filter).mapTo(Long.class).one(),
              more);
        });
  }

  public Optional<Learning> find(String tenant, UUID id) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " where learning.tenant = :tenant and learning.id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .map(LearningStore::read)
                .findOne());
  }

  /// Withholds a learning from later tasks, or offers it again where nobody withholds it.
  public void withhold(UUID id, Optional<Decision> decision) {
    var at = decision.map(Decision::at).map(time -> time.atOffset(ZoneOffset.UTC));
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update learning set disabled_by = :by, disabled_at = :at,
                      disabled_reason = :reason where id = :id
                    """)
                .bind("id", id)
                .bind("by", decision.map(Decision::by).orElse(null))
                .bind("at", at.orElse(null))
                .bind("reason", decision.map(Decision::reason).orElse(null))
                .execute());
  }

  /// The learnings of a task's repository that nobody withholds and that fit its text best, and
  /// notes that it was given them; asked again after a restart, those that it was given before. Any
  /// of its words counts; of those that say the same, the newest stands for all.
  public List<Learning> recall(Task task, int limit) {
    return database.inTransaction(
        handle -> {
          var before = given(handle, task);
          if (!before.isEmpty()) {
            return before;
          }
          var found =
              handle
                  .createQuery(
                      SELECT
                          + """
                           where learning.repository = :repository and learning.task <> :task
                            and learning.disabled_at is null
                            and (cardinality(learning.patterns) > 0
                              or cardinality(learning.improvements) > 0)
                            and not exists (
                              select from learning newer
                              where newer.repository = learning.repository
                                and newer.task <> :task and newer.id > learning.id
                                and newer.patterns = learning.patterns
                                and newer.improvements = learning.improvements)
                          order by ts_rank(learning.search,
                              replace(plainto_tsquery('english', :text)::text, '&', '|')::tsquery)
                            + similarity(learning.searchable, :text) desc, learning.id desc
                          limit :limit
                          """)
                  .bind("repository", task.repository())
                  .bind("task", task.id().value())
                  .bind("text", task.request().text())
                  .bind("limit", limit)
                  .map(LearningStore::read)
                  .list();
          for (var learning : found) {
            handle.execute(
                "insert into learning_use (learning, task) values (?, ?) on conflict do nothing",
                learning.id(),
                task.id().value());
          }
          return found;
        });
  }

  private static List<Learning> given(Handle handle, Task task) {
    return handle
        .createQuery(
            SELECT
                + """
                 where learning.id in (
                  select learning_use.learning from learning_use where learning_use.task = :task)
                order by learning.id desc
                """)
        .bind("task", task.id().value())
        .map(LearningStore::read)
        .list();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, LearningFilter filter) {
    return statement
        .bind("tenant", filter.tenant())
        .bind("successful", filter.successful().orElse(null))
        .bind("repository", filter.repository().orElse(null))
        .bind("disabled", filter.disabled().orElse(null))
        .bind("search", filter.search().orElse(null));
  }

  @SuppressWarnings("UnusedVariable") // the shape of a row mapper
  private static Learning read(ResultSet row, StatementContext context) throws SQLException {
    return new Learning(
        row.getObject("id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getString("task_text"),
        new TaskId(row.getObject("task", UUID.class)),
        row.getString("repository"),
        row.getBoolean("success"),
        List.of((String[]) row.getArray("patterns").getArray()),
        List.of((String[]) row.getArray("improvements").getArray()),
        row.getLong("used"),
        row.getLong("helped"),
        lift(
            row.getLong("used"),
            row.getLong("helped"),
            row.getLong("later"),
            row.getLong("later_completed")),
        disabled(row));
  }

  private static Optional<Decision> disabled(ResultSet row) throws SQLException {
    var at = row.getObject("disabled_at", OffsetDateTime.class);
    return at == null
        ? Optional.empty()
        : Optional.of(
            new Decision(
                row.getString("disabled_by"), at.toInstant(), row.getString("disabled_reason")));
  }

  private static OptionalDouble lift(long used, long helped, long later, long laterCompleted) {
    long others = later - used;
    if (used < ENOUGH || others < ENOUGH) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((double) helped / used - (double) (laterCompleted - helped) / others);
  }
}
