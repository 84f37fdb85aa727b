package dev.journeyman.http;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.http.Collaborators.Doers;
import dev.journeyman.http.Collaborators.Stores;
import dev.journeyman.learning.LearningStore;
import dev.journeyman.pipeline.Registrar;
import dev.journeyman.pipeline.TaskActions;
import dev.journeyman.pipeline.TaskChanges;
import dev.journeyman.pipeline.TaskSteering;
import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.repository.RepositoryStore;
import dev.journeyman.task.Budget;
import dev.journeyman.task.CurrentTasks;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.NoJobs;
import dev.journeyman.task.Priority;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskList;
import dev.journeyman.task.TaskRequest;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import dev.journeyman.webhook.SecretCipher;
import dev.journeyman.webhook.WebhookOutbox;
import dev.journeyman.webhook.WebhookSettings;
import dev.journeyman.webhook.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Real stores, and people-facing work that is done at once: what a decision leads to is decided by
/// the test.
final class TestRooms implements TaskActions, TaskSteering, TaskChanges, Registrar, Operations {

  static final String TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

  private static final Redaction REDACTION =
      new Redaction(
          text -> redacted(text).replace("sk-likeness-1234", "[looks like a secret]"),
          TestRooms::redacted);

  final Clock clock = Clock.systemUTC();
  final WebhookOutbox outbox = new WebhookOutbox(TestTenants.DATABASE, REDACTION.views());
  final TaskStore tasks = new TaskStore(TestTenants.DATABASE, new NoJobs(), outbox, clock);
  final RepositoryStore repositories = new RepositoryStore(TestTenants.DATABASE, clock);
  final LearningStore learnings = new LearningStore(TestTenants.DATABASE, clock);
  final AuditLog audit = new AuditLog(TestTenants.DATABASE, clock);
  final Grants grants = new Grants(new GrantStore(TestTenants.DATABASE), clock);
  final List<String> deeds = new ArrayList<>();
  Optional<Outcome> scripted = Optional.empty();
  Optional<String> refusal = Optional.empty();
  boolean priced = true;
  List<String> problems = List.of();
  Duration patience = Duration.ZERO;

  Collaborators collaborators() {
    var stores =
        new Stores(
            TestTenants.DATABASE,
            tasks,
            new CurrentTasks(TestTenants.DATABASE, tasks),
            new TaskList(TestTenants.DATABASE, Clock.systemUTC()),
            repositories,
            learnings,
            audit);
    var doers =
        new Doers(
            this,
            this,
            this,
            this,
            webhooks(),
            this,
            Forecast.UNKNOWN,
            new Defaults(Duration.ofHours(1), "claude-test", "medium"));
    return new Collaborators(stores, doers, grants, REDACTION, clock);
  }

  private Webhooks webhooks() {
    return new Webhooks(
        TestTenants.DATABASE,
        new WebhookSettings(true, true, Set.of(443, 9443), 1),
        new SecretCipher("a key of more than 32 bytes for tests"),
        audit,
        REDACTION.views(),
        clock);
  }

  private static String redacted(String text) {
    return text.replace("sk-canary-1234", "[redacted]");
  }

  Repository repository(String tenant) {
    TestTenants.add(tenant);
    return repositories.list(tenant).stream()
        .findFirst()
        .orElseGet(
            () ->
                repositories.register(
                    tenant, "app", "/srv/app", "main", RepositoryConfiguration.EMPTY));
  }

  Task task(String tenant) {
    var request =
        new TaskRequest(
            "Fix the rounding",
            null,
            true,
            Priority.NORMAL,
            Duration.ofHours(1),
            "main",
            Budget.NONE,
            "claude-test",
            "medium",
            null);
    return tasks.submit(tenant, repository(tenant).id(), request, "ada");
  }

  Task task(String tenant, TaskStatus... way) {
    var task = task(tenant);
    for (var status : way) {
      task = become(task, status);
    }
    return task;
  }

  Task waiting(String tenant) {
    return task(
        tenant,
        TaskStatus.ANALYZING,
        TaskStatus.PLANNING,
        TaskStatus.EXECUTING,
        TaskStatus.VERIFYING,
        TaskStatus.LEARNING,
        TaskStatus.PENDING_APPROVAL);
  }

  Task landed(String tenant) {
    var task = become(waiting(tenant), TaskStatus.APPROVED);
    return tasks.decide(
        task.id(),
        t ->
            t.become(TaskStatus.COMPLETED, "Landed")
                .with(t.details().with(t.details().revision().withLanded("c0ffee"))));
  }

  Task become(Task task, TaskStatus status, TaskEvent.Draft... events) {
    return tasks.decide(task.id(), t -> t.become(status, "Now " + status.wire()), events);
  }

  private Task mark(Actor actor, Task task, TaskStatus status, Milestone milestone) {
    deeds.add(milestone + " by " + actor.user());
    return tasks.decide(
        task.id(),
        t -> {
          var next = t.become(status, "Now " + status.wire());
          var decision = new Decision(actor.user(), clock.instant(), "because");
          return next.with(
              next.details().with(next.details().decisions().with(milestone, decision)));
        });
  }

  @Override
  public Outcome approve(
      Actor actor, Task task, Seen seen, Optional<String> reason, Duration wait) {
    patience = wait;
    return scripted.orElseGet(
        () -> {
          if (!seen.tree().orElse(TREE).equals(TREE)) {
            return new Outcome.TreeMoved(task, TREE);
          }
          var approved = mark(actor, task, TaskStatus.APPROVED, Milestone.APPROVED);
          return new Outcome.Done(become(approved, TaskStatus.COMPLETED), List.of());
        });
  }

  @Override
  public Outcome reject(Actor actor, Task task, Optional<String> reason, Duration wait) {
    var rejected = mark(actor, task, TaskStatus.REJECTED, Milestone.REJECTED);
    return new Outcome.Done(become(rejected, TaskStatus.ROLLED_BACK), List.of());
  }

  @Override
  public Outcome rollback(Actor actor, Task task, Optional<String> reason, Duration wait) {
    return scripted.orElseGet(
        () -> {
          var going = mark(actor, task, TaskStatus.ROLLING_BACK, Milestone.ROLLBACK_REQUESTED);
          return new Outcome.Done(become(going, TaskStatus.ROLLED_BACK), List.of("src/A.java"));
        });
  }

  @Override
  public Outcome review(Actor actor, Task task, Review review) {
    deeds.add("review with %d comments".formatted(review.comments().size()));
    return scripted.orElseGet(() -> new Outcome.Done(task, List.of()));
  }

  @Override
  public Task cancel(Actor actor, Task task) {
    return mark(actor, task, TaskStatus.CANCELLED, Milestone.CANCELLED);
  }

  @Override
  public Task pause(Actor actor, Task task) {
    return paused(task, new Decision(actor.user(), clock.instant(), null));
  }

  @Override
  public Task resume(Actor actor, Task task) {
    return paused(task, null);
  }

  private Task paused(Task task, @org.jspecify.annotations.Nullable Decision decision) {
    return tasks.decide(
        task.id(), t -> t.with(t.details().with(t.details().decisions().withPaused(decision))));
  }

  @Override
  public Task message(Actor actor, Task task, String text) {
    deeds.add("message " + text);
    return task;
  }

  @Override
  public Task retry(Actor actor, Task task) {
    return task(task.tenant());
  }

  @Override
  public Optional<Diff> diff(Task task) {
    var file =
        new FileChange(
            "src/A.java",
            Optional.empty(),
            "modified",
            "file",
            1,
            1,
            false,
            false,
            false,
            Optional.of("@@ -1 +1 @@\n-a\n+b\n"));
    return task.status() == TaskStatus.QUEUED
        ? Optional.empty()
        : Optional.of(
            new Diff(
                TREE, "c0ffee", "--- a\n+++ b\nsk-canary-1234 sk-likeness-1234", List.of(file)));
  }

  @Override
  public Optional<Diff> since(Task task, Earlier seen) {
    deeds.add("since %s on %s".formatted(seen.tree(), seen.base()));
    return diff(task).map(d -> new Diff(d.tree(), seen.tree(), d.unified(), d.files()));
  }

  @Override
  public Preview rollback(Task task) {
    return new Preview(List.of("src/A.java"), List.of(), "--- b\n+++ a\n");
  }

  @Override
  public Repository register(Actor actor, Registration registration) {
    if (!registration.location().startsWith("/")) {
      throw new Refused("%s is no git repository; give a path".formatted(registration.location()));
    }
    TestTenants.add(actor.tenant());
    return repositories.register(
        actor.tenant(),
        registration.name().orElse("app"),
        registration.location(),
        registration.targetBranch().orElse("main"),
        registration.configuration());
  }

  @Override
  public Optional<Repository> change(
      Actor actor, Repository before, String targetBranch, RepositoryConfiguration configuration) {
    return repositories.change(before.tenant(), before.name(), targetBranch, configuration);
  }

  @Override
  public void archive(Actor actor, Repository repository) {
    repositories.archive(repository.tenant(), repository.name());
  }

  @Override
  public Checked check(Actor actor, Repository repository) {
    return new Checked("c0ffee", TREE, "VERIFIED", "1 test passed.", List.of());
  }

  @Override
  public Capabilities capabilities() {
    var actions = new LinkedHashMap<String, Optional<String>>();
    actions.put("read_file", Optional.empty());
    actions.put("query_database", Optional.of("No data source is configured"));
    return new Capabilities(
        actions,
        Map.of("autonomousExecution", true),
        Map.of("redis", false),
        List.of("Java"),
        3_600_000,
        10_485_760,
        5);
  }

  @Override
  public Optional<String> refusal(String tenant) {
    return refusal;
  }

  @Override
  public boolean priced(String model) {
    return priced;
  }

  @Override
  public Condition condition() {
    return new Condition(
        problems,
        true,
        true,
        Optional.of("claude-test"),
        Map.of("kind", "none"),
        Map.of("up", true),
        Map.of("freeBytes", 1, "usedBytes", Map.of("work", 1), "limitBytes", 2));
  }

  @Override
  public boolean ready() {
    return problems.isEmpty();
  }

  @Override
  public Statistics statistics(String tenant, int days, Optional<String> repository) {
    var none = OptionalDouble.empty();
    var metrics = new Metrics(1, OptionalDouble.of(1), none, none, none, 0, none, none);
    var today = LocalDate.of(2026, 11, 23);
    return new Statistics(
        today.minusDays(days),
        today,
        metrics,
        List.of(new Day(today, "app", metrics)),
        List.of(new Share("app", metrics)),
        List.of(new Share("ada", metrics)));
  }

  @Override
  public Stop stop(Actor actor, Optional<String> reason) {
    return new Stop(actor.user(), Instant.EPOCH, reason);
  }

  @Override
  public Stop resume(Actor actor, Optional<String> reason) {
    return new Stop(actor.user(), Instant.EPOCH, reason);
  }

  @Override
  public Optional<Stop> stopped(String tenant) {
    return Optional.empty();
  }
}
