package dev.journeyman.app;

import dev.journeyman.http.TokenMint;
import dev.journeyman.pipeline.Registrar;
import dev.journeyman.pipeline.TaskActions;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.simulator.DemoRepository;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows the whole way of a task on a sample repository.
@Command(
    name = "demo",
    description = "Show the whole way of a task on a sample repository.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--exit",
      description = "Run the tour without a person, check each stop, and end.")
  private boolean exit;

  @Override
  public Integer call() throws Exception {
    var place = DemoPlace.create();
    try {
      var sample = SampleRepository.create(place.directory().resolve("sample"));
      var simulator =
          needsSimulator()
              ? Optional.of(Simulator.start(0, Script.demo()))
              : Optional.<Simulator>empty();
      var configuration = Configuration.load(new Environment(variables(place, simulator)));
      LogSetup.early();
      introduce(simulator.isPresent());
      var service = Service.start(configuration);
      Stopping.closeAtExit(service, () -> simulator.ifPresent(Simulator::close), place);
      register(service, sample);
      return tour(configuration, service, sample);
    } catch (Exception e) {
      place.close();
      throw e;
    }
  }

  private int tour(Configuration configuration, Service service, SampleRepository sample)
      throws Exception {
    var token =
        new TokenMint(configuration.authentication().jwt(), Clock.systemUTC())
            .admin("demo", "default", Duration.ofHours(12));
    try (var client = new DemoClient(service.port(), token)) {
      var tour = new DemoTour(client, sample);
      var task = tour.untilApproval();
      if (exit) {
        tour.toTheEnd(task);
        return 0;
      }
      System.out.print(next(service, token, task));
      Stopping.await();
      return 0;
    }
  }

  private static void introduce(boolean offline) {
    System.out.println("Journeyman: a tour of one task.");
    System.out.println(
        offline
            ? "Model: offline model: plays a recorded solution, no intelligence. Set ANTHROPIC_API_KEY for a real one."
            : "Model: the one your environment names.");
    System.out.println();
  }

  private static boolean needsSimulator() {
    var variables = System.getenv();
    return List.of(
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_AUTH_TOKEN",
            "ANTHROPIC_BASE_URL",
            "ANTHROPIC_API_KEY_FILE")
        .stream()
        .noneMatch(name -> variables.containsKey(name) && !variables.get(name).isBlank());
  }

  private Map<String, String> variables(DemoPlace place, Optional<Simulator> simulator) {
    var variables = new HashMap<>(System.getenv());
    variables.put("JOURNEYMAN_HOME", place.directory().resolve("home").toString());
    variables.remove("DATABASE_URL");
    simulator.ifPresent(
        running -> {
          variables.put("ANTHROPIC_BASE_URL", running.baseUrl().toString());
          variables.put("ANTHROPIC_API_KEY", "offline");
        });
    if (exit) {
      variables.put("PORT", "0");
      variables.put("MANAGEMENT_PORT", "0");
    }
    return variables;
  }

  private static void register(Service service, SampleRepository sample) {
    service
        .rooms()
        .registry()
        .register(
            new TaskActions.Actor("default", "demo", ""),
            new Registrar.Registration(
                Optional.of("sample"),
                sample.directory().toString(),
                Optional.empty(),
                RepositoryConfiguration.EMPTY.withVerify(List.of(DemoRepository.VERIFY)),
                false));
  }

  private static String next(Service service, String token, String task) {
    return """

        The diff waits for your approval.

          Console:  http://127.0.0.1:%1$d/signin#%2$s   (signs you in once, within 15 minutes)

          export TOKEN=%3$s

          Approve:  curl -sS -X POST http://127.0.0.1:%1$d/api/autonomous/approve/%4$s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"approved": true}'
          Roll back: curl -sS -X POST http://127.0.0.1:%1$d/api/autonomous/rollback/%4$s -H "Authorization: Bearer $TOKEN"
          Another:  curl -sS -X POST http://127.0.0.1:%1$d/api/autonomous/execute -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"task": "..."}'

        Serving until Ctrl-C.
        """
        .formatted(service.port(), service.grants().signInCode("demo", "default"), token, task);
  }
}
