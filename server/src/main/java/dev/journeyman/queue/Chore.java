package dev.journeyman.queue;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.journeyman.task.Priority;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that has to be done again and again, by one instance of all that share the database.
/// It runs on a thread of its own and takes a slot only to begin, so it has to be over well before
/// its next time, and an interrupt has to end it; what it throws is logged. An instance that ends
/// meanwhile leaves the rest for the next time.
///
/// @param name no other chore has
/// @param every between one time and the next
public record Chore(String name, Duration every, Runnable work) {

  private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

  /// Behind what makes way for others, ahead of every task.
  private static final int BEFORE_ALL = Priority.URGENT.rank() + 1;

  RecurringTask<Void> job(Executor threads) {
    return Tasks.recurring(name, FixedDelay.of(every), Void.class)
        .defaultPriority(BEFORE_ALL)
        .execute((_, _) -> threads.execute(this::run));
  }

  private void run() {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("The chore {} did not end well; it is done again in {}", name, every, e);
    }
  }
}
