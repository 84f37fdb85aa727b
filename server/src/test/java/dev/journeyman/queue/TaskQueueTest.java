package dev.journeyman.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.database.Database;
import dev.journeyman.database.TestDatabase;
import dev.journeyman.task.Priority;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TestTasks;
import dev.journeyman.task.Wake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskQueueTest {

  private final Database database = TestDatabase.fresh();
  private final TaskJobs jobs = new TaskJobs(database, Clock.systemUTC());
  private final BlockingQueue<TaskId> worked = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theMostUrgentComesFirst() throws Exception {
    var low = wake(Priority.LOW);
    var urgent = wake(Priority.URGENT);
    var normal = wake(Priority.NORMAL);
    try (var queue =
        new TaskQueue(database, Clock.systemUTC(), "second", worker(worked::add), 1, List.of())) {
      queue.start();
      assertThat(next()).isEqualTo(urgent);
      assertThat(next()).isEqualTo(normal);
      assertThat(next()).isEqualTo(low);
    }
  }

  @Test
  void whatHasWaitedForLongComesBeforeUrgentTasksThatKeepComing() throws Exception {
    var low = wake(Priority.LOW, Instant.now().minus(Ageing.STEP.multipliedBy(4)));
    // The first queue to start raises it once by itself.
    for (int step = 1; step < 3; step++) {
      wake(Priority.URGENT);
      assertThat(claimed()).as("after %d steps", step).isNotEqualTo(low);
      new Ageing(database).raise(Ageing.STEP);
    }
    wake(Priority.URGENT);
    assertThat(claimed()).isEqualTo(low);
  }

  /// What a queue takes up first, started in this moment.
  private @Nullable TaskId claimed() throws InterruptedException {
    var first = new LinkedBlockingQueue<TaskId>();
    var never = new CountDownLatch(1);
    var thread = new AtomicReference<Thread>(Thread.currentThread());
    try (var queue =
        new TaskQueue(
            database,
            Clock.systemUTC(),
            "first",
            new Worker(
                task -> {
                  thread.set(Thread.currentThread());
                  first.add(task);
                  never.await();
                },
                _ -> {},
                () -> thread.get().interrupt()),
            1,
            List.of())) {
      queue.start();
      return first.poll(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aJobThatFailedIsTakenUpAgain() throws Exception {
    var id = wake(Priority.NORMAL);
    var failed = new AtomicBoolean();
    try (var queue =
        new TaskQueue(
            database,
            Clock.systemUTC(),
            "first",
            worker(
                task -> {
                  worked.add(task);
                  if (failed.compareAndSet(false, true)) {
                    throw new IllegalStateException("broke");
                  }
                }),
            1,
            List.of())) {
      queue.start();
      assertThat(next()).isEqualTo(id);
      assertThat(next()).isEqualTo(id);
    }
  }

  @Test
  void aJobThatWasStoppedIsKeptForAnotherInstance() throws Exception {
    var id = wake(Priority.NORMAL);
    var never = new CountDownLatch(1);
    var thread = new AtomicReference<Thread>(Thread.currentThread());
    try (var first =
        new TaskQueue(
            database,
            Clock.systemUTC(),
            "first",
            new Worker(
                task -> {
                  thread.set(Thread.currentThread());
                  worked.add(task);
                  never.await();
                },
                _ -> {},
                () -> thread.get().interrupt()),
            1,
            List.of())) {
      first.start();
      assertThat(next()).isEqualTo(id);
    }
    assertThat(held()).as("jobs still held by the instance that stopped").isZero();
    try (var second =
        new TaskQueue(database, Clock.systemUTC(), "second", worker(worked::add), 1, List.of())) {
      second.start();
      assertThat(next()).isEqualTo(id);
    }
  }

  @Test
  void whatAKilledInstanceHeldGoesOnAtOnceWhenItIsBack() throws Exception {
    var id = wake(Priority.NORMAL);
    database.withHandle(
        handle ->
            handle.execute(
                "update scheduled_tasks set picked = true, picked_by = 'first',"
                    + " last_heartbeat = now() + interval '1 hour'"));
    try (var other =
        new TaskQueue(database, Clock.systemUTC(), "other", worker(worked::add), 1, List.of())) {
      other.start();
      assertThat(held()).as("what another instance holds stays with it").isEqualTo(1);
    }
    try (var back =
        new TaskQueue(database, Clock.systemUTC(), "first", worker(worked::add), 1, List.of())) {
      back.start();
      assertThat(next()).isEqualTo(id);
    }
  }

  @Test
  void aReminderComesBeforeWorkAndTakesNothingFromAnybody() throws Exception {
    var id = wake(Priority.URGENT);
    jobs.remind(id, Instant.now());
    jobs.tend(id, Priority.LOW, Instant.now());
    var done = new LinkedBlockingQueue<String>();
    try (var queue =
        new TaskQueue(
            database,
            Clock.systemUTC(),
            "first",
            new Worker(task -> done.add("work"), task -> done.add("look at " + task), () -> {}),
            1,
            List.of())) {
      queue.start();
      assertThat(done.poll(30, TimeUnit.SECONDS)).isEqualTo("look at " + id);
      assertThat(done.poll(30, TimeUnit.SECONDS)).isEqualTo("work");
      assertThat(done.poll(30, TimeUnit.SECONDS)).isEqualTo("look at " + id);
    }
  }

  @Test
  void aWorkerWithoutRoomLeavesNewTasksInTheirPlaceAndGoesOnWithOthers() throws Exception {
    try (var tasks = TestTasks.fresh()) {
      var waiting = tasks.submit().id();
      var begun = tasks.submit().id();
      tasks.store().decide(begun, one -> one.become(TaskStatus.ANALYZING, ""));
      var place = unclaimed(tasks, waiting);
      var room = new AtomicBoolean();
      var full = new Worker(worked::add, _ -> {}, () -> {}, room::get);
      try (var queue =
          new TaskQueue(tasks.database(), Clock.systemUTC(), "full", full, 2, List.of())) {
        queue.start();
        assertThat(next()).isEqualTo(begun);
        assertThat(unclaimed(tasks, waiting)).isEqualTo(place);
        assertThat(worked).doesNotContain(waiting);
        room.set(true);
        queue.check();
        assertThat(comes(waiting)).isTrue();
      }
    }
  }

  @Test
  void aWorkerIsToldForWhichEpochItIsWokenAndByWhichJob() {
    var id = TaskId.create(Clock.systemUTC().instant());
    assertThat(TaskJobs.said(id + "/1/7")).isEqualTo(new Wake(id, id + "/1/7", OptionalLong.of(7)));
    assertThat(TaskJobs.said(id + "/1").epoch()).as("of an earlier version").isEmpty();
  }

  /// A task has a job for each time it was woken, so others may come before.
  private boolean comes(TaskId wanted) throws InterruptedException {
    var one = next();
    while (one != null && !one.equals(wanted)) {
      one = next();
    }
    return one != null;
  }

  /// When the job of a task that nobody holds is due, and how often it was touched.
  private static String unclaimed(TestTasks tasks, TaskId task) {
    return tasks
        .database()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select execution_time || ' ' || version from scheduled_tasks
                        where not picked and task_instance like :task || '/%'
                        """)
                    .bind("task", task.toString())
                    .mapTo(String.class)
                    .one());
  }

  @Test
  void aChoreHoldsNoTaskUp() throws Exception {
    var begun = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var chore =
        new Chore(
            "long",
            Duration.ofHours(1),
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException _) {
                ended.countDown();
              }
            });
    try (var queue =
        new TaskQueue(
            database, Clock.systemUTC(), "only", worker(worked::add), 1, List.of(chore))) {
      queue.start();
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      var task = wake(Priority.LOW);
      assertThat(next()).isEqualTo(task);
    }
    assertThat(ended.getCount()).as("a queue that ends stops its chores").isZero();
  }

  @Test
  void aChoreIsDoneByOneInstanceOfAll() throws Exception {
    var done = new LinkedBlockingQueue<String>();
    try (var first = withChore("first", done);
        var second = withChore("second", done)) {
      first.start();
      second.start();
      assertThat(done.poll(30, TimeUnit.SECONDS)).isNotNull();
      var last = wake(Priority.LOW);
      assertThat(next()).isEqualTo(last);
      assertThat(done).as("an hour has not passed").isEmpty();
    }
  }

  private TaskQueue withChore(String name, BlockingQueue<String> done) {
    var chore = new Chore("tidy", Duration.ofHours(1), () -> done.add(name));
    return new TaskQueue(database, Clock.systemUTC(), name, worker(worked::add), 1, List.of(chore));
  }

  private interface Work {
    void on(TaskId task) throws InterruptedException;
  }

  private record Worker(
      Work work, Consumer<TaskId> reminded, Runnable stopped, BooleanSupplier room)
      implements TaskWorker {

    Worker(Work work, Consumer<TaskId> reminded, Runnable stopped) {
      this(work, reminded, stopped, () -> true);
    }

    @Override
    public boolean hasRoom() {
      return room.getAsBoolean();
    }

    @Override
    public void work(Wake wake) throws InterruptedException {
      work.on(wake.task());
    }

    @Override
    public void tend(TaskId id) {
      reminded.accept(id);
    }

    @Override
    public void remind(TaskId id) {
      reminded.accept(id);
    }

    @Override
    public void stop() {
      stopped.run();
    }
  }

  private static Worker worker(Work work) {
    return new Worker(work, _ -> {}, () -> {});
  }

  private TaskId wake(Priority priority) {
    return wake(priority, Instant.now());
  }

  private TaskId wake(Priority priority, Instant at) {
    var id = TaskId.create(Clock.systemUTC().instant());
    jobs.wake(id, 0, priority, at);
    return id;
  }

  private int held() {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from scheduled_tasks where picked and task_name = 'task'")
                .mapTo(Integer.class)
                .one());
  }

  private @Nullable TaskId next() throws InterruptedException {
    return worked.poll(30, TimeUnit.SECONDS);
  }
}
