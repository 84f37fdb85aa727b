import dev.journeyman.sandbox.Bubblewrap;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.Ownership;
import dev.journeyman.sandbox.SandboxSettings;
import dev.journeyman.sandbox.SandboxUser;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// Measures what a sandbox costs: its start beside that of a plain process, and how a service answers while
/// the commands of many of its tasks keep the processors busy.
final class SandboxBench {

  private static final int WARM_UP = 30;
  private static final int ROUNDS = 200;
  private static final int CROWD = 50;
  private static final int BUSY_SECONDS = 60;

  /// All begin at one moment: those that burn leave the others little to begin with.
  private static final int GATHERING_SECONDS = 150;
  private static final int MEASURED_SECONDS = 15;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

  public static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]);
    var results = new Results(root, "sandbox");
    starts(results);
    crowd(root, results);
    results.write(Map.of("starts", ROUNDS, "sandboxesAtOnce", CROWD, "measuredSeconds", MEASURED_SECONDS));
  }

  /// The kinds take turns, so that whatever else the machine does meets them all alike.
  private static void starts(Results results) throws Exception {
    var place = Files.createTempDirectory(Path.of("/var/tmp"), "journeyman-bench-sandbox-");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx--x--x"));
    var tree = new Ownership(SandboxUser.ofThisProcess()).makeDirectory(place.resolve("tree"));
    var command = Command.of(tree, List.of("true"));
    try (var sandbox = Bubblewrap.open(SandboxSettings.in(place.resolve("sandbox")));
        var task = sandbox.open(place.resolve("task"))) {
      var kinds = new LinkedHashMap<String, Callable<Boolean>>();
      kinds.put("start of true, plain", SandboxBench::plain);
      kinds.put("start of true, fresh sandbox", () -> ran(sandbox.run(command, OutputListener.SILENT)));
      kinds.put("start of true, task's sandbox", () -> ran(task.run(command, OutputListener.SILENT)));
      report(results, measured(kinds));
    } finally {
      new ProcessBuilder("rm", "-rf", place.toString()).start().waitFor();
    }
  }

  private static Map<String, Latencies> measured(Map<String, Callable<Boolean>> kinds) throws Exception {
    var nanos = new LinkedHashMap<String, long[]>();
    kinds.keySet().forEach(kind -> nanos.put(kind, new long[ROUNDS]));
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (var kind : kinds.entrySet()) {
        long begin = System.nanoTime();
        if (!kind.getValue().call()) {
          throw new IOException(kind.getKey() + ": it did not run");
        }
        nanos.get(kind.getKey())[Math.max(round, 0)] = System.nanoTime() - begin;
      }
    }
    var latencies = new LinkedHashMap<String, Latencies>();
    nanos.forEach((kind, values) -> latencies.put(kind, Latencies.of(values, 1)));
    return latencies;
  }

  private static void report(Results results, Map<String, Latencies> measured) {
    var plain = measured.values().iterator().next();
    measured.forEach(
        (kind, latencies) -> {
          var figures = new LinkedHashMap<String, Object>();
          figures.put("starts", ROUNDS);
          figures.put("p50Millis", latencies.millis(0.5));
          figures.put("p95Millis", latencies.millis(0.95));
          figures.put("overheadP50Millis", difference(latencies, plain, 0.5));
          figures.put("overheadP95Millis", difference(latencies, plain, 0.95));
          results.put(kind, figures);
        });
  }

  private static double difference(Latencies latencies, Latencies plain, double quantile) {
    return Math.round((latencies.millis(quantile) - plain.millis(quantile)) * 100) / 100.0;
  }

  private static boolean plain() throws IOException, InterruptedException {
    var process = new ProcessBuilder("/usr/bin/true").start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  private static boolean ran(Outcome outcome) {
    return outcome.succeeded();
  }

  /// Tasks whose commands only burn processor time, all at once, while somebody asks for the service's health.
  private static void crowd(Path root, Results results) throws Exception {
    try (var simulator = Simulator.start(0, Script.parse(script()));
        var instance =
            new Instance(
                root,
                Map.of(
                    "JOURNEYMAN_ROLES", "api,worker",
                    "MAX_CONCURRENT_TASKS", Integer.toString(CROWD),
                    "ANTHROPIC_BASE_URL", simulator.baseUrl().toString()))) {
      instance.start();
      instance.registerSample();
      // Once before, so that compiling is not measured.
      asked(instance, () -> false, 3);
      results.put("/healthz, nothing runs", asked(instance, () -> false, 3).figures());
      for (int i = 0; i < CROWD; i++) {
        instance.post("/execute", Map.of("task", "Keep a processor busy, number " + i));
      }
      long given = System.nanoTime();
      while (busy() < CROWD) {
        if (System.nanoTime() - given > PATIENCE_NANOS) {
          throw new IOException("Only " + busy() + " of " + CROWD + " sandboxes were at work together");
        }
        Thread.sleep(20);
      }
      var latencies = asked(instance, () -> busy() == CROWD, MEASURED_SECONDS);
      results.put("/healthz, " + CROWD + " sandboxes", latencies.figures());
    }
  }

  /// Asks 50 times a second, on one connection; latency counts from when a request was due.
  private static Latencies asked(Instance instance, Callable<Boolean> goOn, int mostSeconds) throws Exception {
    var nanos = new ArrayList<Long>();
    var request = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n".formatted(Instance.PORT);
    var bytes = request.getBytes(StandardCharsets.US_ASCII);
    long begin = System.nanoTime();
    try (var connection = new Connection(Instance.PORT)) {
      long due = begin;
      boolean more = true;
      while (more) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        connection.exchange(bytes, 200);
        nanos.add(System.nanoTime() - due);
        due += 20_000_000;
        double seconds = (due - begin) / 1e9;
        more = seconds < mostSeconds && (nanos.size() % 50 != 0 || seconds < 3 || goOn.call());
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return Latencies.of(nanos.stream().mapToLong(Long::longValue).toArray(), seconds);
  }

  /// How many of the script's commands are at work now.
  private static int busy() throws IOException {
    int count = 0;
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        try {
          count += Files.readString(process.resolve("comm")).equals("busyloop\n") ? 1 : 0;
        } catch (IOException _) {
          // It ended meanwhile.
        }
      }
    }
    return count;
  }

  private static String script() {
    return SCRIPT.formatted(Instant.now().getEpochSecond() + GATHERING_SECONDS, BUSY_SECONDS);
  }

  private static final String SCRIPT =
      """
      rules:
        - stage: analyze
          task: Keep a processor busy
          calls:
            - submit_analysis: {summary: Burns time., changes: [], risks: [], success_criteria: [It ends.]}
        - stage: plan
          task: Keep a processor busy
          calls:
            - submit_plan:
                steps:
                  - {action: generate_reports, target: report, description: Burn., check: "true", depends_on: []}
                rollback: Nothing.
                testing: Nothing.
        - stage: execute
          task: Keep a processor busy
          replies:
            - calls:
                - execute_bash:
                    command: cp /bin/bash /tmp/busyloop; sleep $((%d - $(date +%%s))); timeout %d /tmp/busyloop -c 'while true; do true; done'
                    timeout_seconds: 600
            - calls:
                - finish_step: {summary: It burned.}
          repeat: true
      """;
}
