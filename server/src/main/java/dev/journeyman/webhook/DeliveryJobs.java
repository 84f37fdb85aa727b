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

  /// What a job is for.
  record Job(UUID webhook, UUID delivery) {

    static Job of(String name) {
      var parts = name.split("/", -1);
      return new Job(UUID.fromString(parts[0]), UUID.fromString(parts[1]));
    }

    /// Each has a name of its own: a delivery may be repeated while its last job is just ending.
    private TaskInstance<Void> instance(Instant now) {
      var name = "%s/%s/%s".formatted(webhook, delivery, TimeOrderedId.create(now));
      return new TaskInstance.Builder<Void>(NAME, name).build();
    }
  }

  void deliver(List<Job> due, Instant now) {
    List<TaskInstance<?>> jobs =
        due.stream().<TaskInstance<?>>map(job -> job.instance(now)).toList();
    client.scheduleBatch(jobs, now);
    database.send(CHANNEL, "");
  }
}
