import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Measures what the service adds to a turn of an agent, and what a waiting agent takes of memory.
final class TurnsBench {

  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int AGENTS = 100;
  private static final int STARTS = 100;

  /// What 200 turns need each to come to 150,000 tokens.
  private static final int FILLER_CHARACTERS = 2_400;

  public static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]);
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    var results = new Results(root, "turns");
    try (var model = ScriptedModel.start();
        var instance = new Instance(root, settings(model))) {
      instance.start();
      instance.registerSample(Instance.numberedFiles(turns));
      for (long end = System.nanoTime() + WARM_UP_NANOS; System.nanoTime() < end; ) {
        measure(instance, model, turns, true);
        measure(instance, model, turns, false);
      }
      results.put("read_file", measure(instance, model, turns, false));
      results.put("execute_bash", measure(instance, model, turns, true));
      results.put("bare transfer", transfer(model, turns));
      results.put("start of true, plain", plain());
      results.put("waiting agents", waiting(instance, model));
      results.write(
          Map.of(
              "turns", turns,
              "conversationTokens", Math.round(turns * FILLER_CHARACTERS / 3.2),
              "storage", "durable",
              "sandbox", "bubblewrap"));
    }
  }

  private static Map<String, String> settings(ScriptedModel model) {
    return Map.of(
        "JOURNEYMAN_ROLES", "api,worker",
        "ANTHROPIC_BASE_URL", model.baseUrl(),
        "MAX_CONCURRENT_TASKS", Integer.toString(AGENTS + 10));
  }

  private static Map<String, Object> measure(Instance instance, ScriptedModel model, int turns, boolean shell)
      throws Exception {
    model.play(turns, shell, "x".repeat(FILLER_CHARACTERS));
    var id = instance.post("/execute", Map.of("task", "Take many turns")).path("taskId").textValue();
    var gaps = model.gaps();
    instance.cancel(id);
    var latencies = Latencies.of(gaps, 1);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("turns", gaps.length);
    figures.put("p50Millis", latencies.millis(0.5));
    figures.put("p90Millis", latencies.millis(0.9));
    figures.put("p99Millis", latencies.millis(0.99));
    figures.put("maxMillis", latencies.millis(1));
    figures.put("lastRequestBytes", model.lastRequestBytes());
    return figures;
  }

  /// What sending requests of these sizes costs here and now, when nothing has to be made of them.
  private static Map<String, Object> transfer(ScriptedModel model, int turns) throws Exception {
    var nanos = new long[turns];
    try (var client = HttpClient.newHttpClient()) {
      var address = URI.create(model.baseUrl() + "/bare");
      for (int turn = -turns; turn < turns; turn++) {
        var body = new byte[model.lastRequestBytes() / turns * Math.abs(turn)];
        var request = HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body)).build();
        long begin = System.nanoTime();
        client.send(request, BodyHandlers.discarding());
        nanos[Math.max(turn, 0)] = model.bareArrival() - begin;
      }
    }
    return figures("requests", nanos);
  }

  /// What starting any process costs here and now.
  private static Map<String, Object> plain() throws Exception {
    var nanos = new long[STARTS];
    for (int start = -STARTS; start < STARTS; start++) {
      long begin = System.nanoTime();
      new ProcessBuilder("true").start().waitFor();
      nanos[Math.max(start, 0)] = System.nanoTime() - begin;
    }
    return figures("starts", nanos);
  }

  private static Map<String, Object> figures(String of, long[] nanos) {
    var latencies = Latencies.of(nanos, 1);
    var figures = new LinkedHashMap<String, Object>();
    figures.put(of, nanos.length);
    figures.put("p50Millis", latencies.millis(0.5));
    figures.put("p99Millis", latencies.millis(0.99));
    return figures;
  }

  private static Map<String, Object> waiting(Instance instance, ScriptedModel model) throws Exception {
    model.holdAll();
    instance.post("/execute", Map.of("task", "Wait"));
    model.untilHeld(1);
    long before = instance.residentMib();
    for (int i = 0; i < AGENTS; i++) {
      instance.post("/execute", Map.of("task", "Wait"));
    }
    model.untilHeld(AGENTS + 1);
    long after = instance.residentMib();
    var figures = new LinkedHashMap<String, Object>();
    figures.put("agents", AGENTS);
    figures.put("serviceMib", after);
    figures.put("kibPerAgent", Math.max(0, after - before) * 1024 / AGENTS);
    return figures;
  }
}
