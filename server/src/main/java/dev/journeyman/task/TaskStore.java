package dev.journeyman.task;

import dev.journeyman.database.Database;
import dev.journeyman.database.StoredJson;
import dev.journeyman.telemetry.TraceParent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tasks and their events. Each change is one transaction that holds the row, the new events
/// and whatever the caller adds to it, such as a job; after its commit the channel [#CHANNEL] tells
/// `ID SEQUENCE`.
public final class TaskStore {

  /// The PostgreSQL channel on which changes are told.
  public static final String CHANNEL = "journeyman_task";

  private final Database database;
  private final Jobs jobs;
  private final Outbox outbox;
  private final Clock clock;

  public TaskStore(Database database, Jobs jobs, Outbox outbox, Clock clock) {
    this.database = database;
    this.jobs = jobs;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// Stores a new task, its first event and its job.
  public Task submit(String tenant, UUID repository, TaskRequest request, String user) {
    var now = now();
    var id = TaskId.create(now);
    return database.inTransaction(
        handle -> {
          var name = insert(handle, id, tenant, repository, request, user, now);
          jobs.wake(id, 0, request.priority(), now);
          var task =
              new Task(
                  id,
                  tenant,
                  repository,
                  name,
                  request,
                  TaskStatus.QUEUED,
                  TaskDetails.NEW,
                  0,
                  1,
                  user,
                  now,
                  now);
          outbox.reached(task);
          tell(task);
          return task;
        });
  }

  public Optional<Task> find(TaskId id) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(TaskRows.SELECT + " where task.id = :id")
                .bind("id", id.value())
                .map(TaskRows::read)
                .findOne());
  }

  /// Finds a task of this tenant; another tenant's is as unknown as one that never was.
  public Optional<Task> find(String tenant, TaskId id) {
    return find(id).filter(task -> task.tenant().equals(tenant));
  }

  /// Takes the task for a worker; empty if there is nothing to do for one. Whoever held it before
  /// can no longer write.
  public Optional<Claim> claim(TaskId id) {
    return claim(new Wake(id, "", OptionalLong.empty()));
  }

  /// Likewise, for a worker that was woken so; empty as well if the task was taken or decided about
  /// since, other than by a worker of this very job, which is taken up again because that one died.
  public Optional<Claim> claim(Wake wake) {
    return database.inTransaction(
        handle ->
            locked(handle, wake.task())
                .filter(task -> task.status().needsWorker() && !task.paused())
                .filter(task -> stands(handle, wake, task))
                .map(task -> taken(handle, task, wake.job())));
  }

  /// A landing or a rollback that waits looks again and again: it says itself when it goes on.
  private static boolean asks(Task task) {
    return task.status() == TaskStatus.APPROVED || task.status() == TaskStatus.ROLLING_BACK;
  }

  private static boolean stands(Handle handle, Wake wake, Task task) {
    return wake.epoch().isEmpty()
        || wake.epoch().getAsLong() == task.epoch()
        || holds(handle, wake);
  }

  private static boolean holds(Handle handle, Wake wake) {
    return handle
        .createQuery("select coalesce(held_by = :job, false) from task where id = :id")
        .bind("job", wake.job())
        .bind("id", wake.task().value())
        .mapTo(Boolean.class)
        .one();
  }

  private Claim taken(Handle handle, Task task, String job) {
    var claim = new Claim(task.id(), raiseEpoch(handle, task.id(), job));
    if (task.details().progress().waiting() != null && !asks(task)) {
      write(handle, task, task.going(), List.of());
    }
    return claim;
  }

  /// Changes a task on behalf of the worker that holds it.
  ///
  /// @throws StaleClaimException if it holds it no longer; nothing is written then
  public Task change(Claim claim, UnaryOperator<Task> change, TaskEvent.Draft... events) {
    return database.inTransaction(
        handle -> {
          var task = held(handle, claim);
          return write(handle, task, change.apply(task), List.of(events));
        });
  }

  /// Changes a task that still is as its worker knows it, and adds a message to a conversation.
  ///
  /// @param changed in the same status
  /// @return empty if it is no longer so; nothing is written then
  Optional<Journal.Appended> swiftly(
      Claim claim, Task known, Task changed, Journal.Entry entry, TaskEvent.Draft... events) {
    var all = TaskEvents.of(known, changed, List.of(events));
    var appended = new JournalStatement(database).run(claim, known, changed, all, entry, now());
    appended.map(Journal.Appended::task).ifPresent(this::tell);
    return appended;
  }

  /// Changes a task on behalf of a person, or of the service over its worker's head: whoever works
  /// on it is cut off, and a worker is woken if there is something left to do.
  public Task decide(TaskId id, UnaryOperator<Task> change, TaskEvent.Draft... events) {
    return database.inTransaction(
        handle -> {
          var task = locked(handle, id).orElseThrow(() -> new UnknownTaskException(id));
          var changed = change.apply(task).going();
          long epoch = raiseEpoch(handle, id, null);
          if (changed.needsWorker() && !changed.paused()) {
            jobs.wake(id, epoch, changed.request().priority(), now());
          }
          return write(handle, task, changed, List.of(events));
        });
  }

  /// Changes something beside the work, without disturbing whoever works on it.
  public Task amend(TaskId id, UnaryOperator<Task> change, TaskEvent.Draft... events) {
    return database.inTransaction(
        handle -> {
          var task = locked(handle, id).orElseThrow(() -> new UnknownTaskException(id));
          return write(handle, task, change.apply(task), List.of(events));
        });
  }

  /// Adds events to a task without disturbing whoever works on it.
  public Task note(TaskId id, TaskEvent.Draft... events) {
    return amend(id, task -> task, events);
  }

  /// Whether a worker still holds its task.
  public boolean holds(Claim claim) {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select exists (select from task where id = :id and epoch = :epoch)")
                .bind("id", claim.task().value())
                .bind("epoch", claim.epoch())
                .mapTo(Boolean.class)
                .one());
  }

  /// The epochs of these tasks as they are now, in one look.
  public Map<TaskId, Long> epochs(Collection<TaskId> ids) {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select id, epoch from task where id = any(:ids)")
                .bindArray("ids", UUID.class, ids.stream().map(TaskId::value).toArray())
                .map(
                    (row, _) ->
                        Map.entry(
                            new TaskId(row.getObject("id", UUID.class)), row.getLong("epoch")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /// Runs work in the transaction of a claim: it is rolled back unless the claim still holds.
  public <R> R guard(Claim claim, Function<Task, R> work) {
    return database.inTransaction(handle -> work.apply(held(handle, claim)));
  }

  /// The events after a number, oldest first.
  public List<TaskEvent> events(TaskId id, long after, int limit) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select task, sequence, at, type, data::text as data from event
                    where task = :task and sequence > :after order by sequence limit :limit
                    """)
                .bind("task", id.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(TaskRows::readEvent)
                .list());
  }

  private Task write(Handle handle, Task before, Task after, List<TaskEvent.Draft> drafts) {
    var now = now();
    long sequence = append(handle, before, TaskEvents.of(before, after, drafts), now);
    long epoch =
        handle
            .createQuery(
                """
                update task set status = :status, details = cast(:details as jsonb),
                  sequence = :sequence, updated_at = :now
                where id = :id returning epoch
                """)
            .bind("status", after.status().wire())
            .bind("details", StoredJson.write(after.details()))
            .bind("sequence", sequence)
            .bind("now", now)
            .bind("id", before.id().value())
            .mapTo(Long.class)
            .one();
    var stored = after.stored(epoch, sequence, now);
    if (before.status() != after.status()) {
      outbox.reached(stored);
    }
    tell(stored);
    return stored;
  }

  private void tell(Task task) {
    database.send(CHANNEL, task.id() + " " + task.sequence());
  }

  /// @return the number of the last event
  private static long append(Handle handle, Task task, List<TaskEvent.Draft> events, Instant now) {
    long sequence = task.sequence();
    var batch =
        handle.prepareBatch(
            """
            insert into event (task, sequence, at, type, data)
            values (:task, :sequence, :at, :type, cast(:data as jsonb))
            """);
    for (var event : events) {
      sequence++;
      batch
          .bind("task", task.id().value())
          .bind("sequence", sequence)
          .bind("at", now)
          .bind("type", event.type().wire())
          .bind("data", event.data().toString())
          .add();
    }
    batch.execute();
    return sequence;
  }

  /// One statement, because this is what `POST /execute` waits for.
  ///
  /// @return the name of the repository
  private static String insert(
      Handle handle,
      TaskId id,
      String tenant,
      UUID repository,
      TaskRequest request,
      String user,
      Instant now) {
    return handle
        .createQuery(
            """
            with created as (
              insert into task (id, tenant, repository, description, request, priority, status,
                details, sequence, created_by, created_at, updated_at, traceparent)
              values (:id, :tenant, :repository, :text, cast(:request as jsonb), :priority, 'queued',
                cast(:details as jsonb), 1, :user, :now, :now, :trace)
              returning id, repository),
            logged as (
              insert into event (task, sequence, at, type, data)
              select id, 1, :now, 'status', cast(:event as jsonb) from created)
            select name from created join repository on repository.id = created.repository
            """)
        .bind("id", id.value())
        .bind("tenant", tenant)
        .bind("repository", repository)
        .bind("text", request.text())
        .bind("request", StoredJson.write(request))
        .bind("priority", request.priority().rank())
        .bind("details", StoredJson.write(TaskDetails.NEW))
        .bind("user", user)
        .bind("now", now)
        .bind("trace", TraceParent.ofRequest().map(TraceParent::header).orElse(null))
        .bind(
            "event",
            TaskEvents.status(TaskStatus.QUEUED, TaskDetails.NEW.progress()).data().toString())
        .mapTo(String.class)
        .one();
  }

  private static Optional<Task> locked(Handle handle, TaskId id) {
    return handle
        .createQuery(TaskRows.SELECT + " where task.id = :id for no key update of task")
        .bind("id", id.value())
        .map(TaskRows::read)
        .findOne();
  }

  private static Task held(Handle handle, Claim claim) {
    return locked(handle, claim.task())
        .filter(found -> found.epoch() == claim.epoch())
        .orElseThrow(() -> new StaleClaimException(claim));
  }

  private static long raiseEpoch(Handle handle, TaskId id, @Nullable String job) {
    return handle
        .createQuery(
            "update task set epoch = epoch + 1, held_by = :job where id = :id returning epoch")
        .bind("job", job)
        .bind("id", id.value())
        .mapTo(Long.class)
        .one();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
