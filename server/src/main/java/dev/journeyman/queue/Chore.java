package dev.journeyman.queue;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.journeyman.task.Priority;
import java.time.Duration;

/// Something that has to be done again and again, by one instance of all that share the database.
/// It takes a slot, so it has to be over within minutes; what it throws is logged, and it is done
/// again at its next time.
///
/// @param name no other chore has
/// @param every between the end of one time and the beginning of the next
public record Chore(String name, Duration every, Runnable work) {

  /// Behind what makes way for others, ahead of every task.
  private static final int BEFORE_ALL = Priority.URGENT.rank() + 1;

  RecurringTask<Void> job() {
    return Tasks.recurring(name, FixedDelay.of(every), Void.class)
        .defaultPriority(BEFORE_ALL)
        .execute((_, _) -> work.run());
  }
}
