import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Has a plan of four independent steps carried out one after the other and at once, by a model that
/// takes its time for each turn, and compares how long the steps take until the change is verified.
final class ParallelBench {

  private static final int STEPS = 4;

  public static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]);
    int rounds = Options.number(arguments, "--rounds", 3);
    int millis = Options.number(arguments, "--millis", 2000);
    int turns = Options.number(arguments, "--turns", 4);
    var results = new Results(root, "parallel");
    var alone = measure(root, 1, rounds, millis, turns);
    results.put("one after the other", figures(alone));
    var together = measure(root, STEPS, rounds, millis, turns);
    results.put("at once", figures(together));
    results.put(
        "ratio", Map.of("medians", Math.round(100.0 * median(alone) / median(together)) / 100.0));
    results.write(
        Map.of("steps", STEPS, "turnsPerStep", turns, "modelMillis", millis, "rounds", rounds));
  }

  private static List<Long> measure(Path root, int most, int rounds, int millis, int turns)
      throws Exception {
    var taken = new ArrayList<Long>();
    try (var simulator = Simulator.start(0, Script.parse(script(millis, turns)));
        var instance = new Instance(root, settings(simulator, most))) {
      instance.start();
      instance.registerSample();
      for (int round = 0; round <= rounds; round++) {
        var id =
            instance.post("/execute", Map.of("task", "Write notes")).path("taskId").textValue();
        long steps = steps(instance, id);
        // The first one warms up.
        if (round > 0) {
          taken.add(steps);
        }
      }
    }
    return taken;
  }

  private static Map<String, String> settings(Simulator simulator, int most) {
    return Map.of(
        "JOURNEYMAN_ROLES", "api,worker",
        "JOURNEYMAN_PARALLEL_STEPS", Integer.toString(most),
        "ANTHROPIC_BASE_URL", simulator.baseUrl().toString());
  }

  /// Milliseconds from the start of execution to that of verification.
  private static long steps(Instance instance, String id) throws Exception {
    while (true) {
      var status = instance.get("/tasks/" + id).path("status").asText();
      if (status.equals("pending_approval")) {
        var events = instance.get("/tasks/" + id + "/events?limit=500").path("events");
        return Duration.between(begun(events, "execute"), begun(events, "verify")).toMillis();
      }
      if (status.equals("failed")) {
        throw new IllegalStateException("Failed: " + instance.get("/tasks/" + id).path("error"));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static Instant begun(JsonNode events, String stage) {
    for (var event : events) {
      if (event.path("type").asText().equals("stage")
          && event.at("/data/stage").asText().equals(stage)) {
        return Instant.parse(event.path("at").asText());
      }
    }
    throw new IllegalStateException("The stage " + stage + " did not begin");
  }

  private static String script(int millis, int turns) {
    var steps =
        IntStream.rangeClosed(1, STEPS)
            .mapToObj(
                i ->
                    "              - {action: write_file, target: notes/n%d.txt, description: Write note %d, check: test -s notes/n%d.txt, depends_on: []}"
                        .formatted(i, i, i))
            .collect(Collectors.joining("\n"));
    var reading =
        IntStream.range(0, turns - 2)
            .mapToObj(
                _ -> "      - {calls: [{read_file: {path: README}}], delay: %d}".formatted(millis))
            .collect(Collectors.joining("\n"));
    return """
        rules:
          - stage: plan
            calls:
              - submit_plan:
                  steps:
        %s
                  rollback: Revert.
                  testing: Look at them.
          - stage: execute
            replies:
        %s
              - {calls: [{write_file: {command: create, path: "notes/n${text:Step (\\\\d)}.txt", file_text: "note\\n"}}], delay: %d}
              - {calls: [{finish_step: {summary: Wrote the note.}}], delay: %d}
        """
        .formatted(steps, reading, millis, millis);
  }

  private static long median(List<Long> taken) {
    return taken.stream().sorted().toList().get(taken.size() / 2);
  }

  private static Map<String, Object> figures(List<Long> taken) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("medianMillis", median(taken));
    figures.put("millis", taken);
    return figures;
  }
}
