package dev.journeyman.app;

import dev.journeyman.agent.tool.ToolBox;
import dev.journeyman.http.Operations;
import dev.journeyman.pipeline.TaskActions.Actor;
import dev.journeyman.repository.ApprovalPolicy;
import dev.journeyman.repository.DeploySettings;
import dev.journeyman.repository.LandingPolicy;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Isolation;
import dev.journeyman.task.Decision;
import dev.journeyman.task.TaskStatistics.Counts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What this instance can do, and how it is.
final class InstanceOperations implements Operations {

  private static final List<String> LANGUAGES =
      List.of(
          "c",
          "cpp",
          "go",
          "java",
          "javascript",
          "kotlin",
          "python",
          "ruby",
          "rust",
          "shell",
          "typescript");

  private final Configuration configuration;
  private final Rooms rooms;

  InstanceOperations(Configuration configuration, Rooms rooms) {
    this.configuration = configuration;
    this.rooms = rooms;
  }

  @Override
  public Capabilities capabilities() {
    var limits = configuration.limits();
    boolean works = rooms.sandbox().isolation().canRun();
    boolean model = rooms.model().configured();
    return new Capabilities(
        actions(),
        Map.of(
            "autonomousExecution",
            works && model,
            "selfHealing",
            works && model,
            "learningEngine",
            model,
            "rollbackSupport",
            true,
            "humanInTheLoop",
            true,
            "progressStreaming",
            true,
            "extendedThinking",
            model,
            "webhooks",
            true,
            "sandboxed",
            rooms.sandbox().isolation() instanceof Isolation.Isolated),
        Map.of(
            "anthropic",
            model,
            "github",
            rooms.githubWorks(),
            "redis",
            rooms.database().overRedis(),
            "bigQuery",
            false),
        LANGUAGES,
        limits.taskTimeout().toMillis(),
        limits.fileBytes(),
        limits.concurrentTasks());
  }

  private Map<String, Optional<String>> actions() {
    var actions = new LinkedHashMap<String, Optional<String>>();
    ToolBox.of(everythingRegistered(), rooms.toolSettings())
        .actionStatus()
        .forEach(
            (name, status) ->
                actions.put(
                    name, status.available() ? Optional.empty() : Optional.of(status.reason())));
    return actions;
  }

  /// An action is on offer if one repository of the default tenant has what it needs.
  private RepositoryConfiguration everythingRegistered() {
    var all = rooms.repositories().list("default").stream().map(r -> r.configuration()).toList();
    return new RepositoryConfiguration(
        List.of(),
        all.stream().flatMap(c -> c.verify().stream()).distinct().toList(),
        all.stream()
            .map(RepositoryConfiguration::deploy)
            .filter(d -> d != null)
            .findFirst()
            .orElse(null),
        null,
        List.of(),
        List.of(),
        List.of(),
        all.stream().flatMap(c -> c.dataSources().stream()).toList(),
        all.stream().flatMap(c -> c.logs().stream()).toList(),
        DeploySettings.NONE,
        LandingPolicy.USUAL,
        ApprovalPolicy.USUAL);
  }

  @Override
  public Optional<String> refusal(String tenant) {
    var stop = rooms.emergencyStop().inForce(tenant);
    if (stop.isPresent()) {
      return Optional.of(
          "Everything was stopped by %s; resume with POST /api/autonomous/emergency-resume"
              .formatted(stop.get().by()));
    }
    if (!rooms.model().configured()) {
      return Optional.of(
          "No model is configured; start the service with ANTHROPIC_API_KEY, or with"
              + " ANTHROPIC_BASE_URL for a server of your own");
    }
    return switch (rooms.sandbox().isolation()) {
      case Isolation.Impossible(String reason, String remedy) -> Optional.of(reason + " " + remedy);
      case Isolation.Isolated _, Isolation.SwitchedOff _ -> rooms.workers().refusal();
    };
  }

  @Override
  public boolean priced(String model) {
    return rooms.model().profile(model).prices().isPresent();
  }

  @Override
  public Condition condition() {
    var problems = new ArrayList<String>();
    boolean database = ready();
    if (!database) {
      problems.add("The database does not answer");
    }
    if (rooms.sandbox().isolation() instanceof Isolation.Impossible(String reason, String remedy)) {
      problems.add(reason + " " + remedy);
    }
    if (database) {
      rooms.workers().refusal().ifPresent(problems::add);
    }
    boolean model = rooms.model().configured();
    return new Condition(
        problems,
        true,
        model,
        model ? Optional.of(configuration.model().model()) : Optional.empty(),
        sandbox(),
        Map.of(
            "reachable",
            database,
            "embedded",
            configuration.database() instanceof DatabaseConfiguration.Embedded),
        disk(database));
  }

  private Map<String, ?> disk(boolean database) {
    var disk = rooms.disk().known();
    return Map.of(
        "freeBytes",
        disk.leastFree(),
        "usedBytes",
        disk.used(),
        "limitBytes",
        disk.limit(),
        "fullWorkers",
        database ? rooms.workers().full() : List.of());
  }

  private Map<String, ?> sandbox() {
    return switch (rooms.sandbox().isolation()) {
      case Isolation.Isolated(String version, List<String> warnings) ->
          Map.of("kind", "bubblewrap", "isolated", true, "version", version, "warnings", warnings);
      case Isolation.SwitchedOff _ ->
          Map.of(
              "kind",
              "none",
              "isolated",
              false,
              "warnings",
              List.of("SANDBOX=none: commands run without isolation"));
      case Isolation.Impossible(String reason, String remedy) ->
          Map.of("kind", "bubblewrap", "isolated", false, "reason", reason, "remedy", remedy);
    };
  }

  @Override
  public boolean ready() {
    try {
      return rooms.database().withHandle(h -> h.createQuery("select 1").mapTo(Integer.class).one())
          == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public Statistics statistics(String tenant, int days, Optional<String> repository) {
    var counts = rooms.statistics().lastDays(tenant, days, repository);
    var today = LocalDate.now(ZoneOffset.UTC);
    return new Statistics(
        today.minusDays(days - 1L),
        today,
        SuccessMetrics.of(counts),
        SuccessMetrics.byDay(counts),
        SuccessMetrics.shares(counts, Counts::repository),
        SuccessMetrics.shares(counts, Counts::person));
  }

  @Override
  public Stop stop(Actor actor, Optional<String> reason) {
    return stop(rooms.emergencyStop().stop(actor, reason));
  }

  @Override
  public Stop resume(Actor actor, Optional<String> reason) {
    return stop(rooms.emergencyStop().resume(actor, reason));
  }

  @Override
  public Optional<Stop> stopped(String tenant) {
    return rooms.emergencyStop().inForce(tenant).map(InstanceOperations::stop);
  }

  private static Stop stop(Decision decision) {
    return new Stop(decision.by(), decision.at(), Optional.ofNullable(decision.reason()));
  }
}
