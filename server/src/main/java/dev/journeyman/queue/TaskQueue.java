package dev.journeyman.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.journeyman.database.Database;
import dev.journeyman.task.TaskId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs jobs of this instance: claims the most urgent due one whenever a slot is free, tells the
/// database every second that it lives, and takes over the jobs of instances that have stopped
/// telling. Jobs that wait become more urgent. While its worker has no room it leaves tasks that
/// have not begun where they are, for others.
public final class TaskQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TaskQueue.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ExecutorService choreThreads = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler scheduler;
  private final TaskWorker worker;
  private final Database database;
  private final String name;

  /// @param name of this instance, which no other has at the same time. Jobs that an instance of
  ///     this name held and did not give back are taken up at the start
  /// @param slots how many tasks run here at once
  /// @param chores what one instance of all does from time to time
  public TaskQueue(
      Database database,
      Clock clock,
      String name,
      TaskWorker worker,
      int slots,
      List<Chore> chores) {
    this.database = database;
    this.name = name;
    this.worker = worker;
    OneTimeTask<Void> task =
        Tasks.oneTime(TaskJobs.NAME, Void.class)
            .onFailure((done, operations) -> keepJob(clock, done, operations))
            .onDeadExecution(TaskQueue::keepPlace)
            .execute((instance, _) -> run(instance.getId()));
    OneTimeTask<Void> tending =
        Tasks.oneTime(TaskJobs.TENDING, Void.class)
            .onFailure((done, operations) -> keepJob(clock, done, operations))
            .execute((instance, _) -> tend(TaskJobs.task(instance.getId())));
    OneTimeTask<Void> reminder =
        Tasks.oneTime(TaskJobs.REMINDER, Void.class)
            .onFailure((done, operations) -> keepJob(clock, done, operations))
            .execute((instance, _) -> worker.remind(TaskJobs.task(instance.getId())));
    this.scheduler =
        Scheduler.create(database.pool(), task, tending, reminder)
            .clock(clock::instant)
            .schedulerName(new SchedulerName.Fixed(name))
            .threads(slots)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .startTasks(recurring(new Ageing(database), chores, choreThreads))
            .jdbcCustomization(new Claims(worker::hasRoom))
            .enablePriority()
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(Duration.ofSeconds(2))
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(PATIENCE)
            .failureLogging(com.github.kagkarlsson.scheduler.logging.LogLevel.DEBUG, false)
            .build();
  }

  private static List<RecurringTask<Void>> recurring(
      Ageing ageing, List<Chore> chores, Executor threads) {
    return Stream.concat(Stream.of(ageing.job()), chores.stream().map(chore -> chore.job(threads)))
        .toList();
  }

  public void start() {
    takeBack();
    scheduler.start();
  }

  /// An instance that was killed and is here again need not wait until it is declared dead.
  private void takeBack() {
    int jobs =
        database.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        update scheduled_tasks
                        set picked = false, picked_by = null, last_heartbeat = null,
                          version = version + 1
                        where picked and picked_by = :name
                        """)
                    .bind("name", name)
                    .execute());
    if (jobs > 0) {
      LOG.info("{} jobs go on that were under way when this instance ended", jobs);
    }
  }

  /// Looks for due jobs at once instead of at the next poll.
  public void check() {
    scheduler.triggerCheckForDueExecutions();
  }

  /// Claims no more, asks what runs to stop where it stands, and waits a bounded time for it.
  @Override
  public void close() {
    scheduler.pause();
    worker.stop();
    choreThreads.shutdownNow();
    scheduler.stop();
    awaitChores();
  }

  private void awaitChores() {
    try {
      if (!choreThreads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("A chore has not ended within {}; it goes on until the process ends", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(String job) {
    stoppable(TaskJobs.task(job), () -> worker.work(TaskJobs.said(job)));
  }

  private void tend(TaskId id) {
    stoppable(id, () -> worker.tend(id));
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static void stoppable(TaskId id, Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Task %s was interrupted; its job is kept".formatted(id), e);
    } finally {
      putFlagDown();
    }
  }

  /// Giving the job back needs a connection, which an interrupted thread does not get. The thread
  /// ends with this job.
  private static void putFlagDown() {
    Thread.interrupted();
  }

  private static void keepJob(
      Clock clock, ExecutionComplete done, ExecutionOperations<Void> operations) {
    boolean stopped =
        done.getCause().filter(e -> e.getCause() instanceof InterruptedException).isPresent();
    if (stopped) {
      operations.reschedule(done, done.getExecution().getExecutionTime());
    } else {
      LOG.info("Job {} is taken up again in {}", done.getExecution().taskInstance.getId(), RETRY);
      operations.reschedule(done, clock.instant().plus(RETRY));
    }
  }

  /// What was begun keeps its place before what came later, however many wait.
  private static void keepPlace(ExecutionComplete dead, ExecutionOperations<Void> operations) {
    LOG.info("Job {} of an instance that is gone goes on", dead.getExecution().getId());
    operations.reschedule(dead, dead.getExecution().getExecutionTime());
  }
}
