package dev.journeyman.webhook;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.journeyman.database.Database;
import dev.journeyman.task.TimeOrderedId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Puts deliveries into the queue, in the transaction of the caller.
final class DeliveryJobs {

  static final String TABLE = "webhook_job";
  static final String NAME = "deliver";

  /// The channel on which new jobs are told, without saying which.
  static final String CHANNEL = "journeyman_webhook";

  private final Database database;
  private final SchedulerClient client;

  DeliveryJobs(Database database) {
    this.database = database;
    this.client = SchedulerClient.Builder.create(database.transactional()).tableName(TABLE).build();
  }

  /// Each job has a name of its own: a delivery may be repeated while its last job is just ending.
  void deliver(List<UUID> deliveries, Instant now) {
    List<TaskInstance<?>> jobs =
        deliveries.stream().<TaskInstance<?>>map(id -> job(id, now)).toList();
    client.scheduleBatch(jobs, now);
    database.send(CHANNEL, "");
  }

  private static TaskInstance<Void> job(UUID delivery, Instant now) {
    var name = delivery + "/" + TimeOrderedId.create(now);
    return new TaskInstance.Builder<Void>(NAME, name).build();
  }

  /// Whose job this is.
  static UUID delivery(String job) {
    return UUID.fromString(job.substring(0, job.indexOf('/')));
  }
}
