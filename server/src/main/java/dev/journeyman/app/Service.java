package dev.journeyman.app;

import dev.journeyman.database.Database;
import dev.journeyman.database.DatabaseSettings;
import dev.journeyman.database.EmbeddedDatabase;
import dev.journeyman.http.Collaborators;
import dev.journeyman.http.Defaults;
import dev.journeyman.http.Forecast;
import dev.journeyman.http.GrantStore;
import dev.journeyman.http.Grants;
import dev.journeyman.http.HttpServer;
import dev.journeyman.http.ManagementServer;
import dev.journeyman.http.Redaction;
import dev.journeyman.http.SharedUse;
import dev.journeyman.model.ClaudeModel;
import dev.journeyman.queue.TaskQueue;
import dev.journeyman.task.TaskDurations;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStore;
import dev.journeyman.telemetry.CensusMetrics;
import dev.journeyman.telemetry.DiskMetrics;
import dev.journeyman.telemetry.InstanceMetrics;
import dev.journeyman.telemetry.Metrics;
import dev.journeyman.telemetry.Readiness;
import dev.journeyman.telemetry.Traces;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running service: everything that is wired together, and how it is taken down again in order.
///
/// ```
/// database ─► stores ─► sandbox, model ─► pipeline ─► queue └────────► http
/// ```
public final class Service implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private static final Duration SWEEP = Duration.ofHours(1);
  private static final Duration SETTLE = Duration.ofSeconds(1);
  private static final Duration LOOK_AT_DISK = Duration.ofMinutes(10);

  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
  private final Clock clock;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Configuration configuration;
  private final Traces traces;
  private final Rooms rooms;
  private final Grants grants;
  private final Optional<HttpServer> http;
  private final ManagementServer management;

  private Service(Configuration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
    try {
      this.traces = openTraces();
      this.rooms = openRooms();
      rooms.github().ifPresent(this::opened);
      measure();
      this.grants = new Grants(new GrantStore(rooms.database()), clock);
      var queue = queue();
      this.http = http();
      this.management = management();
      listen(rooms.database(), queue);
      queue.ifPresent(TaskQueue::start);
      queue.ifPresent(_ -> opened(rooms.deliveries()).start());
      queue.ifPresent(_ -> opened(Errand.repeat("sweep", SWEEP, rooms.sweep()::run)));
      queue.ifPresent(_ -> opened(Errand.repeat("disk", LOOK_AT_DISK, rooms.disk()::look)));
      queue.ifPresent(_ -> opened(Errand.begin("watch", rooms.running()::watch)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Starts everything that this instance's roles ask for.
  public static Service start(Configuration configuration) {
    return start(configuration, SteadyClock.ofMachine());
  }

  static Service start(Configuration configuration, Clock clock) {
    return new Service(configuration, clock);
  }

  Rooms rooms() {
    return rooms;
  }

  Grants grants() {
    return grants;
  }

  /// Where people and clients call; 0 without the role `api`.
  int port() {
    return http.map(HttpServer::port).orElse(0);
  }

  /// Where probes and metrics are read.
  int managementPort() {
    return management.port();
  }

  /// Takes things down in the opposite order: no new work, running tasks come to a stop with
  /// everything stored, streams end, the database last.
  @Override
  public void close() {
    while (!open.isEmpty()) {
      var next = open.pop();
      try {
        next.close();
      } catch (Exception e) {
        LOG.warn("{} did not close cleanly", next.getClass().getSimpleName(), e);
      }
    }
  }

  /// Its end is the last thing that is done, so that it hears of everything.
  private Traces openTraces() {
    return configuration.traces().on()
        ? opened(TraceExport.open(configuration.traces())).traces()
        : Traces.off();
  }

  /// The slow starters, side by side.
  private Rooms openRooms() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sandbox = threads.submit(() -> opened(Sandboxes.open(configuration)));
      var model =
          threads.submit(() -> opened(ClaudeModel.open(configuration.model().settings(clock))));
      var settings = databaseSettings();
      var database =
          opened(Database.open(settings, configuration.integrations().redisAddress(), traces));
      return new Rooms(
          configuration,
          database,
          settings,
          result(sandbox),
          result(model),
          Metrics.in(registry),
          traces,
          clock);
    }
  }

  private static <R> R result(Future<R> opening) {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw new IllegalStateException("The service cannot start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while starting", e);
    }
  }

  private DatabaseSettings databaseSettings() {
    return switch (configuration.database()) {
      case DatabaseConfiguration.Embedded(var directory) ->
          opened(EmbeddedDatabase.start(directory)).settings();
      case DatabaseConfiguration.External(var settings) -> settings;
    };
  }

  private void measure() {
    rooms.database().measure(registry);
    var readiness = new Readiness(registry, new InstanceOperations(configuration, rooms)::ready);
    new Census(rooms.database(), rooms.statistics()).show(new CensusMetrics(registry, readiness));
    new DiskMetrics(registry).show(DiskUse.PLACES, DiskUse.STORES, rooms.disk()::known);
    int slots = works() ? configuration.limits().concurrentTasks() : 0;
    opened(new InstanceMetrics(registry, rooms.running()::size, slots));
  }

  private boolean works() {
    return configuration.server().roles().contains(ServerSettings.Role.WORKER);
  }

  private Optional<TaskQueue> queue() {
    if (!works()) {
      return Optional.empty();
    }
    var name = opened(InstanceName.of(configuration.home())).value();
    opened(
        Errand.repeat(
            "room", Workers.EVERY, () -> rooms.workers().report(name, rooms.disk().refusal())));
    return Optional.of(
        opened(
            new TaskQueue(
                rooms.database(),
                clock,
                name,
                rooms.worker(),
                configuration.limits().concurrentTasks(),
                List.of(rooms.housekeeping().chore()))));
  }

  private Optional<HttpServer> http() {
    if (!configuration.server().roles().contains(ServerSettings.Role.API)) {
      return Optional.empty();
    }
    var server = opened(HttpServer.start(configuration.http(), collaborators(), registry, traces));
    rooms.live().subscribe(server.streams());
    if (configuration.limitsShared()) {
      var shared = new SharedUse(rooms.database());
      opened(Errand.repeat("limits", SETTLE, () -> settle(server, shared)));
    }
    return Optional.of(server);
  }

  /// While the database is away each instance counts for itself.
  private static void settle(HttpServer server, SharedUse shared) {
    try {
      server.settle(shared);
    } catch (RuntimeException e) {
      LOG.debug("Limits are not shared now; it is tried again in a second", e);
    }
  }

  private ManagementServer management() {
    return opened(
        ManagementServer.start(
            configuration.http(),
            new InstanceOperations(configuration, rooms),
            redaction(),
            registry));
  }

  private Redaction redaction() {
    return new Redaction(rooms.redaction()::shown, rooms.redaction()::of);
  }

  private Collaborators collaborators() {
    var limits = configuration.limits();
    var model = configuration.model();
    return new Collaborators(
        rooms.stores(),
        new Collaborators.Doers(
            rooms.decider(),
            rooms.steersman(),
            rooms.changes(),
            rooms.registry(),
            rooms.webhooks(),
            new InstanceOperations(configuration, rooms),
            forecast(),
            new Defaults(limits.taskTimeout(), model.model(), model.effort())),
        grants,
        redaction(),
        clock);
  }

  private Forecast forecast() {
    var durations = new TaskDurations(rooms.database());
    return task -> durations.secondsLeft(task, clock.instant());
  }

  private void listen(Database database, Optional<TaskQueue> queue) {
    database.listen(TaskStore.CHANNEL, this::changed, this::resynchronise);
    queue.ifPresent(
        jobs ->
            database.listen(dev.journeyman.queue.TaskJobs.CHANNEL, _ -> jobs.check(), jobs::check));
  }

  private void resynchronise() {
    rooms.running().changed();
    http.ifPresent(server -> server.streams().missed());
  }

  private void changed(String payload) {
    TaskId.parse(payload.substring(0, Math.max(0, payload.indexOf(' '))))
        .ifPresent(
            id -> {
              rooms.running().changed(id);
              rooms.waiter().changed(id);
              http.ifPresent(server -> server.streams().changed(id));
            });
  }

  private <C extends AutoCloseable> C opened(C closeable) {
    open.push(closeable);
    return closeable;
  }
}
