package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Jobs;
import dev.journeyman.task.Page;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskFilter;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskList;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Stops everything of a tenant: what runs is paused where it stands, nothing new is taken in, and
/// what comes to a worker all the same is paused there.
public final class EmergencyStop {

  /// Marks what was paused by the stop, so that resuming leaves alone what people paused
  /// themselves.
  private static final String MARK = "emergency stop";

  private static final int AT_ONCE = 500;
  private static final Set<TaskStatus> STOPPABLE = stoppable();
  private static final Set<TaskStatus> QUEUED = EnumSet.of(TaskStatus.QUEUED);
  private static final Set<TaskStatus> BEGUN = EnumSet.copyOf(STOPPABLE);

  static {
    BEGUN.removeAll(QUEUED);
  }

  private static final Set<TaskStatus> WAITING = EnumSet.of(TaskStatus.PENDING_APPROVAL);

  private final Database database;
  private final TaskStore tasks;
  private final TaskList list;
  private final AuditLog audit;
  private final Jobs jobs;
  private final Clock clock;

  public EmergencyStop(
      Database database, TaskStore tasks, TaskList list, AuditLog audit, Jobs jobs, Clock clock) {
    this.database = database;
    this.tasks = tasks;
    this.list = list;
    this.audit = audit;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// Stops; asked again, the first stop stands.
  public Decision stop(TaskActions.Actor actor, Optional<String> reason) {
    database.inTransaction(
        handle -> {
          audit.append(
              actor.tenant(),
              actor.user(),
              actor.address(),
              "emergency.stop",
              actor.tenant(),
              said(reason));
          return handle
              .createUpdate(
                  """
                  insert into emergency_stop (tenant, stopped_by, stopped_at, reason)
                  values (:tenant, :by, :at, :reason) on conflict do nothing
                  """)
              .bind("tenant", actor.tenant())
              .bind("by", actor.user())
              .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
              .bind("reason", reason.orElse(null))
              .execute();
        });
    var decision = new Decision(actor.user(), clock.instant(), MARK);
    // What runs costs money, however many wait behind it.
    each(actor.tenant(), BEGUN, task -> pause(task, decision));
    each(actor.tenant(), STOPPABLE, task -> pause(task, decision));
    return inForce(actor.tenant()).orElseThrow();
  }

  /// Lets everything go on that the stop paused.
  public Decision resume(TaskActions.Actor actor, Optional<String> reason) {
    var stopped = inForce(actor.tenant());
    database.inTransaction(
        handle -> {
          audit.append(
              actor.tenant(),
              actor.user(),
              actor.address(),
              "emergency.resume",
              actor.tenant(),
              said(reason));
          return handle.execute("delete from emergency_stop where tenant = ?", actor.tenant());
        });
    each(actor.tenant(), STOPPABLE, this::goOn);
    each(actor.tenant(), WAITING, this::tend);
    return stopped.orElse(new Decision(actor.user(), clock.instant(), reason.orElse(null)));
  }

  private void pause(Task task, Decision decision) {
    if (!task.paused()) {
      tasks.decide(task.id(), now -> stopped(now, decision));
    }
  }

  private void goOn(Task task) {
    if (byStop(task)) {
      tasks.decide(task.id(), now -> byStop(now) ? paused(now, null) : now);
    }
  }

  /// Nothing was offered on its host meanwhile.
  private void tend(Task task) {
    jobs.tend(task.id(), task.request().priority(), clock.instant());
  }

  /// Pauses a task that comes to a worker while a stop is in force: somebody decided about it in
  /// that moment, or the service died before it had stopped everything. Called whenever a worker is
  /// woken for it.
  void look(TaskId id) {
    if (tasks.find(id).filter(this::comesTooLate).isPresent()) {
      tasks.decide(
          id,
          now ->
              held(now.tenant()) && comesTooLate(now)
                  ? stopped(now, new Decision(Decision.SERVICE, clock.instant(), MARK))
                  : now);
    }
  }

  /// Whoever resumes waits until the surrounding transaction has ended, and finds then what it has
  /// paused.
  private boolean held(String tenant) {
    return database.withHandle(
        handle ->
            handle
                .createQuery("select true from emergency_stop where tenant = :tenant for share")
                .bind("tenant", tenant)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent());
  }

  private boolean comesTooLate(Task task) {
    return task.status().needsWorker() && !task.paused() && inForce(task.tenant()).isPresent();
  }

  /// The stop that is in force for a tenant.
  public Optional<Decision> inForce(String tenant) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    "select stopped_by, stopped_at, reason from emergency_stop where tenant = :tenant")
                .bind("tenant", tenant)
                .map(
                    (row, _) ->
                        new Decision(
                            row.getString("stopped_by"),
                            row.getObject("stopped_at", OffsetDateTime.class).toInstant(),
                            row.getString("reason")))
                .findOne());
  }

  private void each(String tenant, Set<TaskStatus> statuses, Consumer<Task> work) {
    var filter = TaskFilter.in(tenant, statuses);
    var part = list.list(filter, Page.first(AT_ONCE));
    part.items().forEach(work);
    while (part.more()) {
      var last = part.items().getLast().id().toString();
      part = list.list(filter, new Page(AT_ONCE, 0, Optional.of(last)));
      part.items().forEach(work);
    }
  }

  /// One that has ended meanwhile stays as it is.
  private static Task stopped(Task task, Decision decision) {
    return task.paused() || !task.status().needsWorker() ? task : paused(task, decision);
  }

  private static Set<TaskStatus> stoppable() {
    var stoppable = EnumSet.noneOf(TaskStatus.class);
    for (var status : TaskStatus.values()) {
      if (status.needsWorker()) {
        stoppable.add(status);
      }
    }
    return stoppable;
  }

  private static boolean byStop(Task task) {
    var paused = task.details().decisions().paused();
    return paused != null && MARK.equals(paused.reason());
  }

  private static Task paused(Task task, @Nullable Decision decision) {
    var details = task.details();
    return task.with(details.with(details.decisions().withPaused(decision)));
  }

  private static Map<String, String> said(Optional<String> reason) {
    return reason.map(text -> Map.of("reason", text)).orElse(Map.of());
  }
}
