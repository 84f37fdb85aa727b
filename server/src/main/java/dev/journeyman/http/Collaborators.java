package dev.journeyman.http;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.learning.LearningStore;
import dev.journeyman.pipeline.Registrar;
import dev.journeyman.pipeline.TaskActions;
import dev.journeyman.pipeline.TaskChanges;
import dev.journeyman.pipeline.TaskSteering;
import dev.journeyman.repository.RepositoryStore;
import dev.journeyman.task.CurrentTasks;
import dev.journeyman.task.TaskList;
import dev.journeyman.task.TaskStore;
import dev.journeyman.webhook.Webhooks;
import java.time.Clock;

/// The rooms behind the routes.
///
/// @param redaction takes secrets out of what leaves the service
public record Collaborators(
    Stores stores, Doers doers, Grants grants, Redaction redaction, Clock clock) {

  /// What is read.
  public record Stores(
      Database database,
      TaskStore tasks,
      CurrentTasks current,
      TaskList list,
      RepositoryStore repositories,
      LearningStore learnings,
      AuditLog audit) {}

  /// Who carries out what is asked.
  public record Doers(
      TaskActions actions,
      TaskSteering steering,
      TaskChanges changes,
      Registrar registrar,
      Webhooks webhooks,
      Operations operations,
      Forecast forecast,
      Defaults defaults) {}
}
