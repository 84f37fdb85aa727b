package dev.journeyman.app;

import dev.journeyman.agent.AgentLoop;
import dev.journeyman.agent.AgentVersion;
import dev.journeyman.agent.Conversations;
import dev.journeyman.agent.ToolRunner;
import dev.journeyman.agent.tool.DatabaseIdentity;
import dev.journeyman.agent.tool.LogPlaces;
import dev.journeyman.agent.tool.Redaction;
import dev.journeyman.agent.tool.ToolBox;
import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.database.DatabaseSettings;
import dev.journeyman.github.Availability;
import dev.journeyman.github.GitHub;
import dev.journeyman.http.Collaborators;
import dev.journeyman.learning.LearningStore;
import dev.journeyman.model.MeasuredModel;
import dev.journeyman.model.Model;
import dev.journeyman.pipeline.AgentTools;
import dev.journeyman.pipeline.Changes;
import dev.journeyman.pipeline.Decider;
import dev.journeyman.pipeline.EmergencyStop;
import dev.journeyman.pipeline.Hosting;
import dev.journeyman.pipeline.Ledger;
import dev.journeyman.pipeline.OfferText;
import dev.journeyman.pipeline.Pipeline;
import dev.journeyman.pipeline.PipelineParts;
import dev.journeyman.pipeline.Registry;
import dev.journeyman.pipeline.RunningTasks;
import dev.journeyman.pipeline.Steersman;
import dev.journeyman.pipeline.Sweep;
import dev.journeyman.pipeline.TaskWaiter;
import dev.journeyman.pipeline.Trial;
import dev.journeyman.queue.TaskJobs;
import dev.journeyman.queue.TaskWorker;
import dev.journeyman.repository.RepositoryStore;
import dev.journeyman.sandbox.MeasuredSandbox;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.task.CurrentTasks;
import dev.journeyman.task.Journal;
import dev.journeyman.task.Reports;
import dev.journeyman.task.Steering;
import dev.journeyman.task.TaskList;
import dev.journeyman.task.TaskStatistics;
import dev.journeyman.task.TaskStore;
import dev.journeyman.task.TaskTraces;
import dev.journeyman.telemetry.Metrics;
import dev.journeyman.telemetry.Traces;
import dev.journeyman.webhook.DeliveryQueue;
import dev.journeyman.webhook.SecretCipher;
import dev.journeyman.webhook.WebhookOutbox;
import dev.journeyman.webhook.Webhooks;
import dev.journeyman.workspace.Workspaces;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rooms of the service, each made once and handed to those that need it.
final class Rooms {

  private final Configuration configuration;
  private final Database database;
  private final Sandbox sandbox;
  private final Model model;
  private final Clock clock;
  private final Metrics metrics;
  private final TaskTraces traces;
  private final Redaction redaction;
  private final LiveHub live = new LiveHub();
  private final TaskJobs jobs;
  private final TaskStore tasks;
  private final TaskList list;
  private final RepositoryStore repositories;
  private final LearningStore learnings;
  private final AuditLog audit;
  private final Steering steering;
  private final Workspaces workspaces;
  private final RunningTasks running;
  private final TaskWaiter waiter;
  private final Changes changes;
  private final DiskUse disk;
  private final Optional<GitHub> github;
  private final Optional<Availability> githubAvailability;

  Rooms(
      Configuration configuration,
      Database database,
      DatabaseSettings databaseSettings,
      Sandbox sandbox,
      Model model,
      Metrics metrics,
      Traces traces,
      Clock clock) {
    this.configuration = configuration;
    this.database = database;
    this.redaction = Redaction.of(configuration.secrets()).and(databaseSettings.secrets());
    this.traces = new TaskTraces(database, told(configuration, traces));
    this.sandbox = new MeasuredSandbox(sandbox, metrics.sandbox(), this.traces.traces());
    this.model = new MeasuredModel(model, metrics.model(), this.traces.traces());
    this.metrics = metrics;
    this.clock = clock;
    this.jobs = new TaskJobs(database, clock);
    this.tasks =
        new TaskStore(database, jobs, new WebhookOutbox(database, redaction::shown), clock);
    this.list = new TaskList(database, clock);
    this.repositories = new RepositoryStore(database, clock);
    this.learnings = new LearningStore(database, clock);
    this.audit = new AuditLog(database, clock);
    this.steering = new Steering(database, clock);
    this.workspaces =
        new Workspaces(
            configuration.home().work().resolve("git"),
            configuration.home().mirrors(),
            this.sandbox,
            Sandboxes.user(configuration),
            configuration.integrations().git(),
            this.traces.traces());
    this.running = new RunningTasks(database, tasks);
    this.waiter = new TaskWaiter(tasks);
    this.changes = new Changes(repositories, workspaces);
    this.disk = new DiskUse(configuration.home(), configuration.retention(), database);
    this.github = configuration.integrations().github().map(known -> new GitHub(known, clock));
    this.githubAvailability = github.map(known -> new Availability(known, clock));
  }

  private Traces told(Configuration configuration, Traces traces) {
    return configuration.traces().content() ? traces.withContent(redaction::shown) : traces;
  }

  private Pipeline pipeline() {
    var journal = new Journal(database, tasks, clock);
    var runner = new ToolRunner(journal, redaction::of, metrics.tools(), traces.traces());
    var tools =
        new AgentTools(
            workspaces, tasks, new Reports(database, clock), redaction, live, toolSettings());
    return new PipelineParts(
            database,
            tasks,
            jobs,
            repositories,
            learnings,
            audit,
            sandbox,
            workspaces,
            tools,
            new AgentLoop(
                model,
                tasks,
                journal,
                steering,
                runner,
                live,
                configuration.limits().contextTokens()),
            running,
            configuration.integrations().deploySecrets(),
            new Hosting(github),
            new OfferText(
                Optional.ofNullable(configuration.server().publicUrl()), redaction::shown),
            redaction,
            agentVersion(),
            new Conversations(tasks, journal, steering),
            configuration.limits().parallelSteps(),
            Optional.of(configuration.model().review()),
            Optional.of(configuration.model().learn()),
            metrics.stages(),
            traces,
            clock)
        .build();
  }

  private String agentVersion() {
    var model = configuration.model();
    var limits = configuration.limits();
    return AgentVersion.of(
        ToolBox.allDefinitions(),
        List.of(
            model.model(),
            model.effort(),
            model.review(),
            model.learn(),
            Long.toString(limits.contextTokens()),
            Long.toString(limits.fileBytes()),
            Integer.toString(limits.parallelSteps())));
  }

  /// What is the same for the tools of all repositories; the service's own database is never asked.
  ToolBox.Settings toolSettings() {
    var own =
        database.withHandle(
            handle -> {
              try {
                return DatabaseIdentity.of(handle.getConnection());
              } catch (SQLException e) {
                throw new IllegalStateException("The database does not say which one it is", e);
              }
            });
    var logs =
        new LogPlaces(
            configuration.integrations().logDirectories(),
            List.of(configuration.home().directory()));
    return new ToolBox.Settings(configuration.limits().fileBytes(), Set.of(own), logs);
  }

  DiskUse disk() {
    return disk;
  }

  Workers workers() {
    return new Workers(database);
  }

  Housekeeping housekeeping() {
    return new Housekeeping(database, configuration.retention(), metrics.retention(), clock);
  }

  TaskWorker worker() {
    return new PipelineWorker(pipeline(), running, disk);
  }

  Sweep sweep() {
    return new Sweep(tasks, workspaces);
  }

  Collaborators.Stores stores() {
    return new Collaborators.Stores(
        database, tasks, new CurrentTasks(database, tasks), list, repositories, learnings, audit);
  }

  Decider decider() {
    return new Decider(ledger(), tasks, changes, waiter, clock);
  }

  Steersman steersman() {
    return new Steersman(ledger(), tasks, steering, changes, clock);
  }

  private Trial trial() {
    return new Trial(sandbox, workspaces, redaction);
  }

  private Ledger ledger() {
    return new Ledger(database, tasks, audit);
  }

  Registry registry() {
    return new Registry(database, repositories, workspaces, new Hosting(github), trial(), audit);
  }

  Optional<GitHub> github() {
    return github;
  }

  /// Whether changes can land by pull request.
  boolean githubWorks() {
    return githubAvailability.map(Availability::now).orElse(false);
  }

  Webhooks webhooks() {
    return new Webhooks(
        database, configuration.webhooks().settings(), cipher(), audit, redaction::shown, clock);
  }

  DeliveryQueue deliveries() {
    return new DeliveryQueue(
        database,
        configuration.webhooks().settings(),
        cipher(),
        audit,
        redaction,
        metrics.webhooks(),
        traces,
        clock);
  }

  private SecretCipher cipher() {
    return new SecretCipher(configuration.webhooks().key());
  }

  EmergencyStop emergencyStop() {
    return new EmergencyStop(database, tasks, list, audit, jobs, clock);
  }

  TaskStatistics statistics() {
    return new TaskStatistics(database, clock);
  }

  Database database() {
    return database;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Model model() {
    return model;
  }

  Changes changes() {
    return changes;
  }

  RunningTasks running() {
    return running;
  }

  TaskWaiter waiter() {
    return waiter;
  }

  LiveHub live() {
    return live;
  }

  Redaction redaction() {
    return redaction;
  }

  RepositoryStore repositories() {
    return repositories;
  }
}
