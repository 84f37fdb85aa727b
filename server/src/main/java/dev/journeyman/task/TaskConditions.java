package dev.journeyman.task;

import java.time.ZoneOffset;
import org.jdbi.v3.core.statement.SqlStatement;

/// A filter as the conditions of a query.
final class TaskConditions {

  private TaskConditions() {}

  /// Only the conditions that restrict, so that each filter gets the plan it deserves.
  static String where(TaskFilter filter) {
    var where = new StringBuilder(" where task.tenant = :tenant");
    if (!filter.statuses().isEmpty()) {
      where.append(" and task.status = any(:statuses)");
    }
    if (filter.repository().isPresent()) {
      where.append(
          """
           and task.repository in
            (select id from repository where tenant = :tenant and name = :repository)
          """);
    }
    if (filter.createdBy().isPresent()) {
      where.append(" and task.created_by = :createdBy");
    }
    if (filter.search().isPresent()) {
      where.append(" and position(lower(:search) in lower(task.description)) > 0");
    }
    filter.time().least().ifPresent(_ -> where.append(" and task.created_at >= :since"));
    filter.time().most().ifPresent(_ -> where.append(" and task.created_at < :until"));
    filter.cost().least().ifPresent(_ -> where.append(" and task.cost_usd >= :leastCost"));
    filter.cost().most().ifPresent(_ -> where.append(" and task.cost_usd <= :mostCost"));
    return where.toString();
  }

  static <S extends SqlStatement<S>> S bind(S statement, TaskFilter filter) {
    statement.bind("tenant", filter.tenant());
    if (!filter.statuses().isEmpty()) {
      var wire = filter.statuses().stream().map(TaskStatus::wire).toArray();
      statement.bindArray("statuses", String.class, wire);
    }
    filter.repository().ifPresent(name -> statement.bind("repository", name));
    filter.createdBy().ifPresent(user -> statement.bind("createdBy", user));
    filter.search().ifPresent(text -> statement.bind("search", text));
    var time = filter.time();
    time.least().ifPresent(at -> statement.bind("since", at.atOffset(ZoneOffset.UTC)));
    time.most().ifPresent(at -> statement.bind("until", at.atOffset(ZoneOffset.UTC)));
    filter.cost().least().ifPresent(dollars -> statement.bind("leastCost", dollars));
    filter.cost().most().ifPresent(dollars -> statement.bind("mostCost", dollars));
    return statement;
  }
}
