import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Measures the API of a running service: start, status, execute, lists, memory.
final class ApiBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TASK = "{\"task\":\"Measure how long it takes to take this in\"}";
  private static final int SECONDS = 10;

  /// A JVM that has just started compiles what it runs; nothing is counted for so long.
  private static final int WARM_UP_SECONDS = 40;

  public static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]);
    int stored = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    var results = new Results(root, "api");
    try (var instance = new Instance(root)) {
      long first = instance.start();
      instance.registerSample();
      long warm = medianRestart(instance);
      results.put("start", Map.of("firstMillis", first, "warmMillis", warm));
      results.put("memory, idle", memory(instance));
      results.put("bare server, 64", bare());
      var id = instance.post("/execute", Map.of("task", "Look at me")).path("taskId").textValue();
      results.put("GET /tasks/{id}, 64", closed(Instance.PORT, Connection.get("/tasks/" + id, instance.token())));
      results.put("POST /execute, 500/s", paced(500, instance.token()));
      fill(stored, instance.token());
      results.put("GET /tasks by cursor, 50/s", pages(50, instance.token()));
      results.put("memory, loaded", memory(instance));
      results.write(Map.of("storedTasks", stored, "secondsEach", SECONDS, "warmUpSeconds", WARM_UP_SECONDS, "heap", "512 MiB", "storage", "durable"));
    }
  }

  /// Of five, because one of them meets what the start before left to do.
  private static long medianRestart(Instance instance) throws Exception {
    var millis = new long[5];
    for (int i = 0; i < millis.length; i++) {
      instance.stop();
      millis[i] = instance.start();
    }
    java.util.Arrays.sort(millis);
    return millis[millis.length / 2];
  }

  private static Map<String, Object> memory(Instance instance) throws Exception {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("serviceMib", instance.residentMib());
    figures.put("databaseMib", instance.databaseMib());
    return figures;
  }

  private static Map<String, Object> bare() throws Exception {
    var server = BareServer.start();
    try {
      return closed(BareServer.PORT, Connection.get("/constant", ""));
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static Map<String, Object> closed(int port, byte[] request) throws Exception {
    return ClosedLoop.run(port, 64, request, WARM_UP_SECONDS, SECONDS).figures();
  }

  /// So many requests a second, whether answers are quick or not: latency counts from when one was due.
  private static Map<String, Object> paced(int perSecond, String token) throws Exception {
    var request = Connection.post("/execute", token, TASK);
    var next = new AtomicInteger();
    int uncounted = perSecond * WARM_UP_SECONDS;
    int all = uncounted + perSecond * SECONDS;
    long begin = System.nanoTime();
    return together(
            32,
            () -> {
              var nanos = new ArrayList<Long>();
              try (var connection = new Connection(Instance.PORT)) {
                for (int i = next.getAndIncrement(); i < all; i = next.getAndIncrement()) {
                  long due = begin + i * 1_000_000_000L / perSecond;
                  pause(due);
                  connection.exchange(request, 202);
                  if (i >= uncounted) {
                    nanos.add(System.nanoTime() - due);
                  }
                }
              }
              return nanos.stream().mapToLong(Long::longValue).toArray();
            },
            SECONDS)
        .figures();
  }

  private static void fill(int stored, String token) throws Exception {
    var request = Connection.post("/execute", token, TASK);
    var left = new AtomicInteger(stored);
    long begin = System.nanoTime();
    together(
        16,
        () -> {
          try (var connection = new Connection(Instance.PORT)) {
            while (left.getAndDecrement() > 0) {
              connection.exchange(request, 202);
            }
          }
          return new long[0];
        },
        1);
    System.out.printf("stored %d tasks in %d s%n", stored, (System.nanoTime() - begin) / 1_000_000_000);
  }

  /// Eight readers walk from page to page by cursor, so many pages a second in all.
  private static Map<String, Object> pages(int perSecond, String token) throws Exception {
    var next = new AtomicInteger();
    int uncounted = perSecond * WARM_UP_SECONDS;
    int all = uncounted + perSecond * SECONDS;
    long begin = System.nanoTime();
    return together(
            8,
            () -> {
              var nanos = new ArrayList<Long>();
              var cursor = "";
              try (var connection = new Connection(Instance.PORT)) {
                for (int i = next.getAndIncrement(); i < all; i = next.getAndIncrement()) {
                  long due = begin + i * 1_000_000_000L / perSecond;
                  pause(due);
                  var body = connection.exchange(Connection.get("/tasks?limit=50" + cursor, token), 200);
                  if (i >= uncounted) {
                    nanos.add(System.nanoTime() - due);
                  }
                  var following = JSON.readTree(body).at("/pagination/nextCursor");
                  cursor = following.isTextual() ? "&cursor=" + following.textValue() : "";
                }
              }
              return nanos.stream().mapToLong(Long::longValue).toArray();
            },
            SECONDS)
        .figures();
  }

  private static void pause(long until) {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static Latencies together(int threads, Callable<long[]> work, double seconds) throws Exception {
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var futures = executor.invokeAll(java.util.Collections.nCopies(threads, work));
      List<long[]> parts = new ArrayList<>();
      for (var future : futures) {
        parts.add(future.get());
      }
      return Latencies.of(parts.stream().flatMapToLong(Arrays::stream).toArray(), seconds);
    }
  }
}
