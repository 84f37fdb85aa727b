import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lets many agents work at once on one instance, with a model that takes its time for each turn, and
/// measures how late they are, and what they take of memory.
final class AgentsBench {

  private static final long PATIENCE_MINUTES = 30;

  public static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]);
    int agents = Options.number(arguments, "--agents", 500);
    int turns = Options.number(arguments, "--turns", 10);
    int millis = Options.number(arguments, "--millis", 2000);
    var results = new Results(root, "agents");
    try (var model = CrowdModel.start(millis, turns, agents);
        var instance = new Instance(root, settings(model, agents))) {
      instance.start();
      instance.registerSample(Instance.numberedFiles(turns));
      long idle = instance.residentMib();
      long began = System.nanoTime();
      var submitted = new HashMap<String, Long>();
      for (int i = 0; i < agents; i++) {
        instance.post("/execute", Map.of("task", "Be agent " + i + " of many"));
        submitted.put(Integer.toString(i), System.nanoTime());
      }
      boolean all = model.awaitAll(PATIENCE_MINUTES);
      double seconds = (System.nanoTime() - began) / 1e9;
      results.put("agents", progress(model, instance, agents, idle, seconds));
      results.put("start", start(model, submitted));
      results.put("reply to next request", Latencies.of(model.gaps(), seconds).figures());
      results.write(Map.of("agents", agents, "turns", turns, "modelMillis", millis));
      if (!all) {
        throw new IllegalStateException(model.left() + " agents did not get to their end");
      }
    }
  }

  private static Map<String, String> settings(CrowdModel model, int agents) {
    return Map.of(
        "JOURNEYMAN_ROLES", "api,worker",
        "ANTHROPIC_BASE_URL", model.baseUrl(),
        "MAX_CONCURRENT_TASKS", Integer.toString(agents));
  }

  private static Map<String, Object> progress(
      CrowdModel model, Instance instance, int agents, long idle, double seconds) throws Exception {
    long now = instance.residentMib();
    var figures = new LinkedHashMap<String, Object>();
    figures.put("agents", agents);
    figures.put("unfinished", model.left());
    figures.put("mostAtOnce", model.mostAtOnce());
    figures.put("turns", model.replies());
    figures.put("seconds", Math.round(seconds));
    figures.put("turnsPerSecond", Math.round(10 * model.replies() / seconds) / 10.0);
    figures.put("serviceMib", now);
    figures.put("kibPerAgent", Math.max(0, now - idle) * 1024 / agents);
    figures.put("databaseMib", instance.databaseMib());
    return figures;
  }

  /// From the acceptance of a task to its first request, which is after its work tree was made.
  private static Map<String, Object> start(CrowdModel model, Map<String, Long> submitted) {
    var first = model.firstRequests();
    var delays =
        first.entrySet().stream()
            .mapToLong(entry -> Math.max(0, entry.getValue() - submitted.get(entry.getKey())))
            .toArray();
    long from = first.values().stream().mapToLong(Long::longValue).min().orElse(0);
    long to = first.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return Latencies.of(delays, Math.max(1, to - from) / 1e9).figures();
  }
}
