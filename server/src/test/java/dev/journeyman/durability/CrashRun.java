package dev.journeyman.durability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.Database;
import dev.journeyman.database.EmbeddedDatabase;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// One life of a service with many deaths: tasks are handed in while it is killed at random
/// instants and started again, until all have ended; then everything that must hold is looked at.
public final class CrashRun {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration TURNS = Duration.ofSeconds(10);

  /// How much of everything.
  ///
  /// @param kills how often the service is killed; about each third time its database, too
  public record Size(int tasks, int kills) {}

  /// What came of it.
  ///
  /// @param kills how the service died, and when after it served
  /// @param findings what should not be; empty if all is well
  /// @param turns how many requests the model got
  /// @param repeated how many of them for a turn that was in flight when the service died
  /// @param toldAgain how many webhooks came again because the service died before it noted them
  public record Report(
      long seed,
      List<String> kills,
      List<String> findings,
      int turns,
      int repeated,
      int toldAgain) {}

  private final long seed;
  private final Size size;
  private final Random random;
  private final List<String> kills = new ArrayList<>();
  private final List<ModelLog.Kill> instants = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();

  private CrashRun(long seed, Size size) {
    this.seed = seed;
    this.size = size;
    this.random = new Random(seed);
  }

  /// @param seed decides what is killed when; what runs meanwhile is up to the machine
  public static Report run(long seed, Size size) throws Exception {
    return new CrashRun(seed, size).run();
  }

  private Report run() throws Exception {
    try (var place = Place.create("crash");
        var simulator = Simulator.start(0, script());
        var webhooks = new WebhookLog();
        var service =
            new ServiceProcess(place.directory().resolve("home"), settings(simulator, webhooks));
        var people = new People(service)) {
      var plain = GitPlace.create(place.directory().resolve("plain"));
      var deployed = GitPlace.create(place.directory().resolve("deployed"));
      service.start();
      var webhook = webhooks.subscribe(people.caller());
      people.register(plain, Map.of("verify", List.of("test -s base.txt")));
      people.register(
          deployed, Map.of("deploy", "sleep 0.3", "verify", List.of("test -s base.txt")));
      var deciding = people.begin();
      var submitting = Thread.ofVirtual().start(() -> submit(people, plain, deployed));
      killAgainAndAgain(service, simulator);
      submitting.join();
      awaitDone(people, service);
      var tasks = people.tasks();
      people.stop();
      deciding.join();
      findings.addAll(people.findings());
      awaitCleared(service);
      webhooks.awaitDelivered(people.caller(), webhook);
      service.stop();
      tasks.forEach(task -> look(task, people));
      findings.addAll(LandingCheck.findings(plain, tasks));
      findings.addAll(LandingCheck.findings(deployed, tasks));
      findings.addAll(place.processes());
      var report = report(simulator, webhooks, service, people);
      if (!report.findings().isEmpty()) {
        keep(service);
      }
      return report;
    }
  }

  private Report report(
      Simulator simulator, WebhookLog webhooks, ServiceProcess service, People people) {
    var log = ModelLog.of(simulator.requests());
    try (var server = EmbeddedDatabase.start(service.home().resolve("database"));
        var database = Database.open(server.settings())) {
      var store = new StoreCheck(database);
      findings.addAll(store.findings());
      findings.addAll(log.findings(store.replies(), instants));
      findings.addAll(webhooks.findings(database, instants));
      findings.addAll(DeployCheck.findings(database, people::retries));
      if (store.tasks() != people.submitted().size()) {
        findings.add(
            "%d tasks were taken in and %d are stored"
                .formatted(people.submitted().size(), store.tasks()));
      }
    }
    return new Report(
        seed,
        List.copyOf(kills),
        List.copyOf(findings),
        log.asked(),
        log.repeated(),
        webhooks.repeated());
  }

  private static Script script() throws IOException {
    try (var yaml = CrashRun.class.getResourceAsStream("crash.yaml")) {
      if (yaml == null) {
        throw new IOException("The script is missing");
      }
      return Script.parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Map<String, String> settings(Simulator simulator, WebhookLog webhooks) {
    var settings = new HashMap<>(webhooks.settings());
    settings.put("ANTHROPIC_BASE_URL", simulator.baseUrl().toString());
    settings.put("MAX_CONCURRENT_TASKS", "4");
    settings.put("JOURNEYMAN_PARALLEL_STEPS", "3");
    return settings;
  }

  /// Some at once, the others in the course of the kills.
  private void submit(People people, GitPlace plain, GitPlace deployed) {
    try {
      for (int i = 0; i < size.tasks(); i++) {
        people.submit("n" + i, i % 3 == 2 ? deployed : plain, i % 4 == 1);
        if (i >= size.tasks() / 2) {
          TimeUnit.MILLISECONDS.sleep(1000);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// At instants that are counted in the work done, so that a slow machine is killed at work, too.
  private void killAgainAndAgain(ServiceProcess service, Simulator simulator) throws Exception {
    for (int i = 0; i < size.kills(); i++) {
      int turns = random.nextInt(12);
      int millis = random.nextInt(600);
      awaitTurns(simulator, simulator.requests().size() + turns);
      TimeUnit.MILLISECONDS.sleep(millis);
      boolean everything = random.nextInt(3) == 0;
      var began = Instant.now();
      if (everything) {
        service.killWithDatabase();
      } else {
        service.kill();
      }
      instants.add(new ModelLog.Kill(began, Instant.now()));
      kills.add(
          (everything ? "service and database" : "service")
              + " after %d turns and %d ms".formatted(turns, millis));
      service.start();
    }
  }

  /// In vain once all tasks are done, so not for long.
  private static void awaitTurns(Simulator simulator, int count) throws InterruptedException {
    long end = System.nanoTime() + TURNS.toNanos();
    while (simulator.requests().size() < count && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private void awaitDone(People people, ServiceProcess service) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!people.done()) {
      if (System.nanoTime() > end) {
        findings.add("not all tasks have ended");
        return;
      }
      if (!service.alive()) {
        findings.add("the service ended by itself: " + Files.readString(service.log()));
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /// Nothing of a task that is over stays.
  private void awaitCleared(ServiceProcess service) throws Exception {
    var trees = service.home().resolve("work/git/tasks");
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!Place.grandchildren(trees).isEmpty()) {
      if (System.nanoTime() > end) {
        findings.add("these were left: " + Place.grandchildren(trees));
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void look(JsonNode task, People people) {
    var id = task.path("id").asText();
    var wanted = people.tookBack(id) ? "rolled_back" : "completed";
    if (!task.path("status").asText().equals(wanted)) {
      findings.add(
          "task %s is %s: %s"
              .formatted(id, task.path("status").asText(), task.path("error").asText()));
    }
    if (!task.path("approvedBy").asText().equals(People.NAME)) {
      findings.add("task %s ended without its approval".formatted(id));
    }
  }

  /// Keeps the log of a service, for whoever looks into a finding.
  static void keep(ServiceProcess service) throws IOException {
    var kept =
        Path.of("/var/tmp", "journeyman-durability-" + service.home().getFileName() + ".log");
    Files.copy(service.log(), kept, StandardCopyOption.REPLACE_EXISTING);
    System.out.println("The service's log is kept in " + kept);
  }
}
