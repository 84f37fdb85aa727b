import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Holds a load for minutes: mixed requests at a fixed rate, tasks that are worked on, and readers of
/// their streams. Looks for errors, and for what has grown since the warm-up.
final class SoakBench {

  private static final int MODEL_MILLIS = 2_000;
  private static final int WARM_UP_SECONDS = 40;
  private static final int CALM_SECONDS = 5;

  /// What may differ between two moments without anything growing.
  private static final long HEAP_SLACK_MIB = 24;
  private static final long FILE_SLACK = 40;

  /// @param heapMib live, after a collection
  /// @param files open ones of the service, connections among them
  /// @param database connections of the pool
  private record State(long heapMib, long residentMib, long files, long streams, long database) {

    static State of(Instance instance) throws Exception {
      return new State(
          instance.liveHeapMib(),
          instance.residentMib(),
          (long) instance.metric("process_files_open_files"),
          (long) instance.metric("journeyman_http_streams"),
          (long) instance.metric("hikaricp_connections"));
    }

    Map<String, Object> figures() {
      var figures = new LinkedHashMap<String, Object>();
      figures.put("liveHeapMib", heapMib);
      figures.put("serviceMib", residentMib);
      figures.put("openFiles", files);
      figures.put("streams", streams);
      figures.put("databaseConnections", database);
      return figures;
    }

    List<String> grownSince(State before) {
      var grown = new ArrayList<String>();
      if (heapMib > before.heapMib * 5 / 4 + HEAP_SLACK_MIB) {
        grown.add("the live heap from %d to %d MiB".formatted(before.heapMib, heapMib));
      }
      if (files > before.files + FILE_SLACK) {
        grown.add("open files from %d to %d".formatted(before.files, files));
      }
      return grown;
    }
  }

  public static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]);
    int seconds = Options.number(arguments, "--seconds", 300);
    int rate = Options.number(arguments, "--rate", 1_000);
    int tasks = Options.number(arguments, "--tasks", 50);
    int readers = Options.number(arguments, "--readers", 2_000);
    int turns = (seconds + WARM_UP_SECONDS) * 1_000 / MODEL_MILLIS + 200;
    var results = new Results(root, "soak");
    var wrong = new ArrayList<String>();
    try (var model = CrowdModel.start(MODEL_MILLIS, turns, tasks);
        var instance = new Instance(root, settings(model, tasks))) {
      instance.start();
      instance.registerSample(Instance.numberedFiles(turns));
      var ids = submit(instance, tasks);
      awaitWorking(model, tasks);
      try (var audience = new Audience(Instance.PORT, requests(instance, ids, readers))) {
        audience.awaitConnected();
        var mix = new SoakMix(instance.token(), ids);
        mix.run(rate, WARM_UP_SECONDS);
        TimeUnit.SECONDS.sleep(CALM_SECONDS);
        var before = State.of(instance);
        results.put("after the warm-up", before.figures());
        int replies = model.replies();
        long heard = audience.bytes();
        var load = mix.run(rate, seconds);
        results.put("requests", load.figures());
        results.put("agents", agents(model, replies, tasks, seconds));
        results.put("streams", streams(audience, readers, heard, seconds));
        TimeUnit.SECONDS.sleep(CALM_SECONDS);
        var after = State.of(instance);
        results.put("at the end", after.figures());
        wrong.addAll(after.grownSince(before));
        wrong.addAll(load.errors());
        if (audience.lost() > 0) {
          wrong.add(audience.lost() + " readers were dropped");
        }
        if (model.left() < tasks) {
          wrong.add((tasks - model.left()) + " tasks ended early");
        }
      }
      results.write(
          Map.of(
              "seconds", seconds,
              "warmUpSeconds", WARM_UP_SECONDS,
              "rate", rate,
              "tasks", tasks,
              "readers", readers,
              "modelMillis", MODEL_MILLIS,
              "heap", "512 MiB",
              "storage", "durable"));
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException("Wrong: " + String.join("; ", wrong));
    }
  }

  private static Map<String, String> settings(CrowdModel model, int tasks) {
    return Map.of(
        "JOURNEYMAN_ROLES", "api,worker",
        "ANTHROPIC_BASE_URL", model.baseUrl(),
        "MAX_CONCURRENT_TASKS", Integer.toString(tasks));
  }

  private static List<String> submit(Instance instance, int tasks) throws Exception {
    var ids = new ArrayList<String>();
    for (int i = 0; i < tasks; i++) {
      var task = Map.of("task", "Be agent " + i + " of many", "timeout", 86_400_000);
      ids.add(instance.post("/execute", task).path("taskId").textValue());
    }
    return ids;
  }

  private static void awaitWorking(CrowdModel model, int tasks) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (model.firstRequests().size() < tasks) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "Only " + model.firstRequests().size() + " of " + tasks + " agents have begun");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static List<byte[]> requests(Instance instance, List<String> ids, int readers) {
    return IntStream.range(0, readers)
        .mapToObj(i -> Connection.get("/stream/" + ids.get(i % ids.size()), instance.token()))
        .toList();
  }

  private static Map<String, Object> agents(CrowdModel model, int before, int tasks, int seconds) {
    int turns = model.replies() - before;
    var figures = new LinkedHashMap<String, Object>();
    figures.put("agents", tasks);
    figures.put("turns", turns);
    figures.put("turnsPerSecond", Math.round(10.0 * turns / seconds) / 10.0);
    return figures;
  }

  private static Map<String, Object> streams(
      Audience audience, int readers, long before, int seconds) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("readers", readers);
    figures.put("lost", audience.lost());
    figures.put("kibPerSecond", (audience.bytes() - before) / 1024 / seconds);
    return figures;
  }
}
