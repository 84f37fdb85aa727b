package dev.journeyman.task;

import dev.journeyman.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.statement.StatementContext;

/// Counts of tasks by the day they were handed in, by repository and by person.
public final class TaskStatistics {

  /// What is counted of one day, repository and person.
  ///
  /// @param recovered of those that needed a new plan, how many were brought to an end
  public record Counts(
      LocalDate day,
      String repository,
      String person,
      long tasks,
      long succeeded,
      long ended,
      double executionSeconds,
      long executed,
      long approved,
      long decided,
      long rolledBack,
      long landed,
      long learnings,
      long recovered,
      long recoveries,
      OptionalDouble costUsd) {}

  private static final String SQL =
      """
      select (task.created_at at time zone 'UTC')::date as day, repository.name as repository,
        task.created_by as person,
        count(*) as tasks,
        count(*) filter (where task.status in ('completed', 'approved', 'pending_approval'))
          as succeeded,
        count(*) filter (where task.status in
          ('completed', 'approved', 'pending_approval', 'failed', 'rolled_back', 'rejected',
           'deployment_failed', 'rollback_failed')) as ended,
        coalesce(sum(extract(epoch from (task.details #>> '{spending,active}')::interval)), 0)
          as execution_seconds,
        count(*) filter (where (task.details #>> '{spending,turns}')::int > 0) as executed,
        count(*) filter (where task.details #> '{decisions,milestones,APPROVED}' is not null)
          as approved,
        count(*) filter (where task.details #> '{decisions,milestones,APPROVED}' is not null
          or task.details #> '{decisions,milestones,REJECTED}' is not null) as decided,
        count(*) filter (where task.details #>> '{revision,reverted}' is not null) as rolled_back,
        count(*) filter (where task.details #>> '{revision,landed}' is not null) as landed,
        count(*) filter (where exists (select from learning where learning.task = task.id))
          as learnings,
        count(*) filter (where task.details #> '{work,recovery}' is not null) as recoveries,
        count(*) filter (where task.details #> '{work,recovery}' is not null
          and task.status in ('completed', 'approved', 'pending_approval')) as recovered,
        sum(task.cost_usd) as cost
      from task join repository on repository.id = task.repository
      where (cast(:tenant as text) is null or task.tenant = :tenant) and task.created_at >= :from
        and (cast(:repository as text) is null or repository.name = :repository)
      group by 1, repository.id, repository.name, task.created_by order by 1 desc, 2, 3
      """;

  private final Database database;
  private final Clock clock;

  public TaskStatistics(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The counts of the last days, today's first.
  public List<Counts> lastDays(String tenant, int days, Optional<String> repository) {
    return read(Optional.of(tenant), days, repository);
  }

  /// The same over all tenants, for those who run the service.
  public List<Counts> ofEverybody(int days) {
    return read(Optional.empty(), days, Optional.empty());
  }

  /// How many tasks of all tenants are in each status that any is in, by its name on the wire.
  public Map<String, Long> byStatus() {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select status, count(*) as tasks from task group by status")
                .reduceRows(
                    new HashMap<>(),
                    (counts, row) -> {
                      counts.put(
                          row.getColumn("status", String.class),
                          row.getColumn("tasks", Long.class));
                      return counts;
                    }));
  }

  private List<Counts> read(Optional<String> tenant, int days, Optional<String> repository) {
    var from = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(days - 1L);
    return database.withHandle(
        handle ->
            handle
                .createQuery(SQL)
                .bind("tenant", tenant.orElse(null))
                .bind("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
                .bind("repository", repository.orElse(null))
                .map(TaskStatistics::read)
                .list());
  }

  private static Counts read(ResultSet row, StatementContext context) throws SQLException {
    var cost = row.getBigDecimal("cost");
    return new Counts(
        row.getObject("day", LocalDate.class),
        row.getString("repository"),
        row.getString("person"),
        row.getLong("tasks"),
        row.getLong("succeeded"),
        row.getLong("ended"),
        row.getDouble("execution_seconds"),
        row.getLong("executed"),
        row.getLong("approved"),
        row.getLong("decided"),
        row.getLong("rolled_back"),
        row.getLong("landed"),
        row.getLong("learnings"),
        row.getLong("recovered"),
        row.getLong("recoveries"),
        cost == null ? OptionalDouble.empty() : OptionalDouble.of(cost.doubleValue()));
  }
}
