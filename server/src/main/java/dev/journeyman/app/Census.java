package dev.journeyman.app;

import dev.journeyman.database.Database;
import dev.journeyman.http.Operations;
import dev.journeyman.queue.Backlog;
import dev.journeyman.task.TaskStatistics;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.telemetry.CensusMetrics;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Reads what the database knows of all tasks, for the metrics.
record Census(Database database, TaskStatistics statistics) {

  private static final int DAYS = 30;

  void show(CensusMetrics metrics) {
    metrics.tasks(Arrays.stream(TaskStatus.values()).map(TaskStatus::wire).toList(), this::tasks);
    metrics.success(this::success);
  }

  private CensusMetrics.Tasks tasks() {
    var backlog = Backlog.of(database);
    return new CensusMetrics.Tasks(statistics.byStatus(), backlog.depth(), backlog.oldestSeconds());
  }

  private CensusMetrics.Success success() {
    Operations.Metrics metrics = SuccessMetrics.of(statistics.ofEverybody(DAYS));
    return new CensusMetrics.Success(
        number(metrics.successRate()),
        number(metrics.meanExecutionSeconds()),
        number(metrics.approvalRate()),
        number(metrics.rollbackRate()),
        metrics.learnings(),
        number(metrics.recoveryRate()));
  }

  private static double number(OptionalDouble number) {
    return number.orElse(Double.NaN);
  }
}
