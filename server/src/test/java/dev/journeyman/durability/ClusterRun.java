package dev.journeyman.durability;

import dev.journeyman.database.Database;
import dev.journeyman.database.EmbeddedDatabase;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Several instances on one database and one directory of mirrors: the first takes tasks in and
/// serves the streams, the others work, each with work trees of its own. One of the workers is
/// killed while it works; where there is no other, the first works, too.
public final class ClusterRun {

  /// Far over the seven seconds after which an instance counts as dead, for this shares the machine
  /// with other tests. `bench/run cluster` tells how long it takes on a quiet one.
  private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /// How much of everything.
  ///
  /// @param workers beside the first instance
  /// @param whole whether the small tasks go the whole way, or end with the model's first answer
  /// @param longTasks more than the first instance has slots, where it works too
  /// @param slots of each worker
  /// @param redis what carries notifications between them; empty for the database
  public record Size(
      int workers, int tasks, boolean whole, int longTasks, int slots, Optional<URI> redis) {}

  /// What came of it.
  ///
  /// @param findings what should not be; empty if all is well
  /// @param seconds from the first task to the last one's end
  /// @param heldByKilled tasks that the killed worker was at
  /// @param takenOverMillis until the last of these went on elsewhere
  public record Report(
      List<String> findings, double seconds, int heldByKilled, long takenOverMillis) {}

  private final Size size;
  private final Place place;
  private final Simulator simulator;
  private final Database database;
  private final ServiceProcess front;
  private final List<ServiceProcess> workers;
  private final People people;
  private final List<String> findings = new ArrayList<>();

  private ClusterRun(Size size, Place place, Simulator simulator, EmbeddedDatabase server) {
    this.size = size;
    this.place = place;
    this.simulator = simulator;
    this.database = Database.open(server.settings());
    this.front = instance("front", size.workers() == 1 ? "api,worker" : "api", url(server));
    this.workers = new ArrayList<>();
    for (int i = 1; i <= size.workers(); i++) {
      workers.add(instance("worker" + i, "worker", url(server)));
    }
    this.people = new People(front);
  }

  public static Report run(Size size) throws Exception {
    try (var place = Place.create("cluster");
        var simulator = Simulator.start(0, script());
        var server = EmbeddedDatabase.start(place.directory().resolve("database"))) {
      var run = new ClusterRun(size, place, simulator, server);
      try {
        return run.run();
      } finally {
        run.end();
      }
    }
  }

  private Report run() throws Exception {
    var repository = GitPlace.create(place.directory().resolve("cluster"));
    for (var each : all()) {
      each.begin();
    }
    for (var each : all()) {
      each.awaitServing();
    }
    people.register(repository, Map.of("verify", List.of("test -s base.txt")));
    long started = System.nanoTime();
    submit(0, size.longTasks(), "long ", "urgent");
    var longTasks = people.submitted();
    var readers = new HashMap<String, EventReader>();
    longTasks.forEach(task -> readers.put(task, new EventReader(front, task)));
    var submitting = Thread.ofVirtual().start(this::submitTheTiny);
    var deciding = people.begin();
    var takeover = kill();
    submitting.join();
    awaitDone();
    double seconds = (System.nanoTime() - started) / 1e9;
    people.stop();
    deciding.join();
    for (var reader : readers.entrySet()) {
      findings.addAll(reader.getValue().findings(reader.getKey(), told(reader.getKey())));
      reader.getValue().close();
    }
    stopAll();
    look(repository, takeover);
    return new Report(
        List.copyOf(findings), seconds, takeover.tasks().size(), takeover.took().toMillis());
  }

  private record Takeover(ModelLog.Kill kill, List<String> tasks, Duration took) {}

  /// Kills a worker once it is past the first checkpoint of a long task, and waits until all that
  /// it was at goes on elsewhere.
  private Takeover kill() throws Exception {
    var names = new HashMap<String, ServiceProcess>();
    for (var each : workers) {
      names.put(Files.readString(each.home().resolve("private/instance")).strip(), each);
    }
    await("a worker is in the middle of a long task", () -> busy(names.keySet()).isPresent());
    var name = busy(names.keySet()).orElseThrow();
    var worker = Objects.requireNonNull(names.get(name));
    var killed = Instant.now();
    worker.kill();
    var kill = new ModelLog.Kill(killed, Instant.now());
    var tasks = held(name);
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (tasks.stream().anyMatch(task -> !goesOn(task, killed)) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    var took = Duration.between(killed, Instant.now());
    if (took.compareTo(TAKEN_OVER) > 0) {
      findings.add("it took %s until all of %s went on".formatted(took, tasks));
    }
    return new Takeover(kill, tasks, took);
  }

  /// One of these instances past the first checkpoint of a long task; any of them may have taken
  /// them all.
  private Optional<String> busy(Set<String> names) {
    return names.stream().filter(name -> checkpointed(name) > 0).findFirst();
  }

  private void look(GitPlace repository, Takeover takeover) throws Exception {
    var store = new StoreCheck(database);
    findings.addAll(people.findings());
    findings.addAll(store.findings());
    var log = ModelLog.of(simulator.requests());
    findings.addAll(log.findings(store.replies(), List.of(takeover.kill())));
    findings.addAll(endedOtherwise());
    findings.addAll(landings(repository));
    if (store.tasks() != size.tasks() + size.longTasks()) {
      findings.add("there are %d tasks".formatted(store.tasks()));
    }
    if (restored() == 0) {
      findings.add("no conversation was told that its tree was restored");
    }
  }

  /// Each long task has landed once, with what its first step had written before the kill.
  private List<String> landings(GitPlace repository) throws Exception {
    var wrong = new ArrayList<String>();
    var commits = repository.commits();
    for (int i = 0; i < size.longTasks(); i++) {
      var id = people.submitted().get(i);
      long landed = commits.stream().filter(commit -> commit.task().equals(id)).count();
      if (landed != 1) {
        wrong.add("long task %s landed %d times".formatted(id, landed));
      } else if (!repository.git("show", "main:n" + i + ".txt").startsWith("one\n")) {
        wrong.add("what the first step of long task %s wrote is lost".formatted(id));
      }
    }
    if (commits.size() != size.longTasks() + 1) {
      wrong.add("the branch has %d commits".formatted(commits.size()));
    }
    return wrong;
  }

  private void submitTheTiny() {
    try {
      var kind = size.whole() ? "" : "impossible ";
      submit(size.longTasks(), size.longTasks() + size.tasks(), kind, "normal");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void submit(int from, int to, String kind, String priority) throws InterruptedException {
    for (int i = from; i < to; i++) {
      people.submit(
          "n" + i, "Do the " + kind + "task n" + i, "cluster", Map.of("priority", priority));
    }
  }

  private void awaitDone() throws Exception {
    await("all tasks have ended", () -> unfinished().isEmpty());
  }

  private interface Condition {
    boolean holds();
  }

  private void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("It did not come to pass: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private List<String> unfinished() {
    return texts(
        """
        select id || ' is ' || status from task where status not in ('completed', 'failed')
        """);
  }

  /// An impossible task is one question that the model refuses, or two where the worker was killed
  /// between the answer and its end.
  private List<String> endedOtherwise() {
    return texts(
        """
        select id || ' is ' || status || ' after ' || (details -> 'spending' ->> 'turns')
          || ' turns: ' || coalesce(details -> 'verdict' -> 'failure' ->> 'message', '')
        from task
        where case
          when description like '%impossible%' then status <> 'failed'
            or details -> 'verdict' -> 'failure' ->> 'message' not like '%refused the task%'
            or details -> 'spending' ->> 'turns' not in ('1', '2')
          else status <> 'completed' end
        """);
  }

  /// The tasks whose jobs an instance holds.
  private List<String> held(String instance) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select split_part(task_instance, '/', 1) from scheduled_tasks
                    where picked and picked_by = :name
                    """)
                .bind("name", instance)
                .mapTo(String.class)
                .list());
  }

  private long checkpointed(String instance) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from scheduled_tasks
                    join event on event.task::text = split_part(task_instance, '/', 1)
                    where picked and picked_by = :name and type = 'tool_call'
                      and data ->> 'input' like '%sleep 4%'
                      and not exists (
                        select from event as result where result.task = event.task
                          and result.type = 'tool_result' and result.data ->> 'id' = event.data ->> 'id')
                    """)
                .bind("name", instance)
                .mapTo(Long.class)
                .one());
  }

  /// Whether something was written of a task after an instant.
  private boolean goesOn(String task, Instant since) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from event where task = cast(:task as uuid) and at > :since)
                      or (select status in ('completed', 'failed') from task where id = cast(:task as uuid))
                    """)
                .bind("task", task)
                .bind("since", since)
                .mapTo(Boolean.class)
                .one());
  }

  /// The numbers of a task's events that a stream tells one by one; changes of status are told by
  /// snapshots.
  private List<Long> told(String task) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select sequence from event where task = cast(:task as uuid) and type <> 'status'
                    order by sequence
                    """)
                .bind("task", task)
                .mapTo(Long.class)
                .list());
  }

  private long restored() {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from message where json like '%restored from the last checkpoint%'")
                .mapTo(Long.class)
                .one());
  }

  private List<String> texts(String query) {
    return database.withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private void stopAll() throws Exception {
    front.stop();
    for (var worker : workers) {
      if (worker.alive()) {
        worker.stop();
      }
    }
  }

  private void end() throws IOException {
    people.close();
    front.close();
    workers.forEach(ServiceProcess::close);
    database.close();
    if (!findings.isEmpty()) {
      for (var each : all()) {
        CrashRun.keep(each);
      }
    }
  }

  private List<ServiceProcess> all() {
    var all = new ArrayList<>(workers);
    all.add(front);
    return all;
  }

  private ServiceProcess instance(String name, String roles, String databaseUrl) {
    var settings =
        new HashMap<>(
            Map.of(
                "JOURNEYMAN_ROLES", roles,
                "JOURNEYMAN_MIRRORS", place.directory().resolve("mirrors").toString(),
                "DATABASE_URL", databaseUrl,
                "ANTHROPIC_BASE_URL", simulator.baseUrl().toString(),
                "MAX_CONCURRENT_TASKS", Integer.toString(size.slots())));
    size.redis().ifPresent(address -> settings.put("REDIS_URL", address.toString()));
    return new ServiceProcess(place.directory().resolve(name), settings);
  }

  private static String url(EmbeddedDatabase server) {
    var settings = server.settings();
    var address = settings.jdbcUrl().substring("jdbc:postgresql://".length());
    return "postgresql://%s:%s@%s"
        .formatted(settings.owner().user(), settings.owner().password(), address);
  }

  private static Script script() throws IOException {
    try (var yaml = ClusterRun.class.getResourceAsStream("cluster.yaml")) {
      if (yaml == null) {
        throw new IOException("The script is missing");
      }
      return Script.parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
