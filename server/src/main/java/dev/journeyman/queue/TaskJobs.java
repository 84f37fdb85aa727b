package dev.journeyman.queue;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.journeyman.database.Database;
import dev.journeyman.task.Jobs;
import dev.journeyman.task.Priority;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TimeOrderedId;
import dev.journeyman.task.Wake;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// Puts jobs into the queue, in the transaction of the caller.
public final class TaskJobs implements Jobs {

  /// The PostgreSQL channel on which new jobs are told, without saying which.
  public static final String CHANNEL = "journeyman_job";

  /// The queue's name for the job of moving one task on.
  static final String NAME = "task";

  /// Likewise, of looking what it has on the host of its repository.
  static final String TENDING = "tending";

  /// Likewise, of looking whether the time to decide about one is over.
  static final String REMINDER = "reminder";

  /// It takes a slot for milliseconds.
  private static final int BEFORE_ALL = Priority.URGENT.rank() + 1;

  private final Database database;
  private final SchedulerClient client;
  private final Clock clock;

  public TaskJobs(Database database, Clock clock) {
    this.database = database;
    this.client = SchedulerClient.Builder.create(database.transactional()).enablePriority().build();
    this.clock = clock;
  }

  /// Each wake is a job of its own: one that came while the last is just ending would else be lost.
  /// A batch is inserted without a look whether its jobs exist, and the name of this one is new.
  @Override
  public void wake(TaskId id, long epoch, Priority priority, Instant at) {
    var now = clock.instant();
    schedule(NAME, "%s/%s/%d".formatted(id, TimeOrderedId.create(now), epoch), priority.rank(), at);
    if (!at.isAfter(now)) {
      database.send(CHANNEL, "");
    }
  }

  @Override
  public void tend(TaskId id, Priority priority, Instant at) {
    schedule(TENDING, named(id), priority.rank(), at);
  }

  @Override
  public void remind(TaskId id, Instant at) {
    schedule(REMINDER, named(id), BEFORE_ALL, at);
  }

  private String named(TaskId id) {
    return "%s/%s".formatted(id, TimeOrderedId.create(clock.instant()));
  }

  /// What a job of [#NAME] says.
  static Wake said(String job) {
    var parts = job.split("/", -1);
    return new Wake(
        task(job),
        job,
        parts.length < 3 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts[2])));
  }

  static TaskId task(String job) {
    return TaskId.parse(job.substring(0, job.indexOf('/'))).orElseThrow();
  }

  private void schedule(String name, String job, int priority, Instant at) {
    var instance = new TaskInstance.Builder<Void>(name, job).priority(priority).build();
    client.scheduleBatch(List.of(instance), at);
  }
}
