package dev.journeyman.queue;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.journeyman.database.Database;
import dev.journeyman.task.Priority;
import java.time.Duration;

/// Makes jobs more urgent that have been waiting for long, so that none starves behind those that
/// keep coming. At the highest rank the one that has waited longest is first.
record Ageing(Database database) {

  /// Between two steps; a task of the lowest priority is as good as an urgent one after three.
  static final Duration STEP = Duration.ofMinutes(10);

  /// Ahead of every task: it takes a slot for milliseconds.
  private static final int BEFORE_ALL = Priority.URGENT.rank() + 1;

  /// Runs once every step, on whichever instance comes first.
  RecurringTask<Void> job() {
    return Tasks.recurring("age", FixedDelay.of(STEP), Void.class)
        .defaultPriority(BEFORE_ALL)
        .execute((_, _) -> raise(STEP));
  }

  /// Raises by one rank what could have run for so long and did not.
  void raise(Duration waited) {
    database.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update scheduled_tasks set priority = priority + 1
                    where task_name = :name and not picked and priority < :highest
                      and execution_time <= now() - make_interval(secs => :seconds)
                    """)
                .bind("name", TaskJobs.NAME)
                .bind("highest", Priority.URGENT.rank())
                .bind("seconds", waited.toSeconds())
                .execute());
  }
}
