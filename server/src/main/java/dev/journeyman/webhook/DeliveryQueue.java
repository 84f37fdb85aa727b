package dev.journeyman.webhook;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.task.TaskTraces;
import dev.journeyman.telemetry.WebhookMetrics;
import dev.journeyman.webhook.DeliveryJobs.Job;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;

/// Sends what is due, on this instance: a bounded number at once, each on a virtual thread, and of
/// one webhook a part of that. What an instance that is gone had under way, another sends again.
/// Deliveries that ended long ago are forgotten.
public final class DeliveryQueue implements AutoCloseable {

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration FULL_LANE = Duration.ofSeconds(2);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration CLEAN_UP = Duration.ofHours(1);

  private final Database database;
  private final Sender sender;
  private final Scheduler scheduler;

  public DeliveryQueue(
      Database database,
      WebhookSettings settings,
      SecretCipher cipher,
      AuditLog audit,
      Redaction redaction,
      WebhookMetrics metrics,
      TaskTraces traces,
      Clock clock) {
    this.database = database;
    var destinations = new Destinations(settings, InetAddress::getAllByName);
    this.sender = new Sender(destinations, OkHttpClient::new, Sender.TIMEOUT);
    var deliverer =
        new Deliverer(
            database,
            cipher,
            sender,
            new Backoff(new SecureRandom()),
            audit,
            redaction::of,
            metrics,
            traces,
            clock);
    this.scheduler =
        Scheduler.create(database.pool(), job(deliverer, new Lanes(settings.concurrent()), clock))
            .tableName(DeliveryJobs.TABLE)
            .clock(clock::instant)
            .schedulerName(new SchedulerName.Fixed("webhooks-" + UUID.randomUUID()))
            .threads(settings.concurrent())
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .startTasks(cleanUp(clock))
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(Duration.ofSeconds(2))
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(Duration.ofSeconds(5))
            .failureLogging(LogLevel.WARN, false)
            .build();
  }

  public void start() {
    scheduler.start();
    database.listen(
        DeliveryJobs.CHANNEL,
        _ -> scheduler.triggerCheckForDueExecutions(),
        scheduler::triggerCheckForDueExecutions);
  }

  /// Begins no more and breaks off what is under way; that is sent again later.
  @Override
  public void close() {
    scheduler.pause();
    sender.close();
    scheduler.stop();
  }

  private static CustomTask<Void> job(Deliverer deliverer, Lanes lanes, Clock clock) {
    return Tasks.custom(DeliveryJobs.NAME, Void.class)
        .onFailure((done, operations) -> operations.reschedule(done, clock.instant().plus(RETRY)))
        .onDeadExecution(
            (dead, operations) ->
                operations.reschedule(dead, dead.getExecution().getExecutionTime()))
        .execute(
            (instance, _) ->
                deliver(deliverer, lanes, Job.of(instance.getId()), clock)
                    .<CompletionHandler<Void>>map(
                        at -> (done, operations) -> operations.reschedule(done, at))
                    .orElse(new CompletionHandler.OnCompleteRemove<>()));
  }

  /// @return when to come back; empty if nothing is left to do
  private static Optional<Instant> deliver(Deliverer deliverer, Lanes lanes, Job job, Clock clock) {
    if (!lanes.enter(job.webhook())) {
      return Optional.of(clock.instant().plus(FULL_LANE));
    }
    try {
      return deliverer.deliver(job.delivery());
    } finally {
      lanes.leave(job.webhook());
    }
  }

  private RecurringTask<Void> cleanUp(Clock clock) {
    return Tasks.recurring("clean-up", FixedDelay.of(CLEAN_UP), Void.class)
        .execute(
            (_, _) -> {
              new DeliveryStore(database).forget(clock.instant().minus(KEPT));
              new WebhookStore(database).forgetSecrets(clock.instant());
            });
  }
}
