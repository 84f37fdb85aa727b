package dev.journeyman.task;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.journeyman.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/// How long tasks take: what the repository's last ones took tells of the next, else the task's own
/// rate so far does.
public final class TaskDurations {

  private static final int LAST_TASKS = 20;
  private static final int MOST_REPOSITORIES = 1000;
  private static final Duration KEPT = Duration.ofMinutes(1);

  /// Before a plan stands, progress says nothing of the rate.
  private static final int LEAST_PERCENT = 40;

  private final Database database;
  private final LoadingCache<UUID, OptionalLong> usual =
      Caffeine.newBuilder()
          .maximumSize(MOST_REPOSITORIES)
          .expireAfterWrite(KEPT)
          .build(this::usualSeconds);

  public TaskDurations(Database database) {
    this.database = database;
  }

  /// Seconds until the task waits for a person or is over; empty when unknown, and for a task that
  /// nobody works on.
  public OptionalLong secondsLeft(Task task, Instant now) {
    var started = task.details().decisions().at(Milestone.STARTED);
    if (started.isEmpty() || !task.status().running() || task.paused()) {
      return OptionalLong.empty();
    }
    long elapsed = Math.max(0, Duration.between(started.get().at(), now).toSeconds());
    var whole = usual.get(task.repository());
    return whole.isPresent() && whole.getAsLong() > elapsed
        ? OptionalLong.of(whole.getAsLong() - elapsed)
        : atThisRate(task.details().progress().percent(), elapsed);
  }

  private static OptionalLong atThisRate(int percent, long elapsed) {
    return percent < LEAST_PERCENT
        ? OptionalLong.empty()
        : OptionalLong.of(elapsed * (100 - percent) / percent);
  }

  /// The mean, from the beginning of the work to the moment when the change was ready.
  private OptionalLong usualSeconds(UUID repository) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select avg(extract(epoch from ready - began))::bigint as seconds
                    from (
                      select min(at) filter (where data->>'status' = 'analyzing') as began,
                        min(at) filter (where data->>'status' in ('pending_approval', 'approved', 'completed'))
                          as ready
                      from event
                      where type = 'status' and task in (
                        select id from task
                        where repository = :repository
                          and status in ('pending_approval', 'approved', 'completed', 'rolled_back')
                        order by id desc limit :limit)
                      group by task) as past
                    """)
                .bind("repository", repository)
                .bind("limit", LAST_TASKS)
                .map((row, _) -> optional(row.getLong("seconds"), row.wasNull()))
                .one());
  }

  private static OptionalLong optional(long seconds, boolean unknown) {
    return unknown ? OptionalLong.empty() : OptionalLong.of(seconds);
  }
}
