import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// What callers of a busy service ask for, in fixed shares of each hundred: 70 times a task, 10 lists, 5
/// logs, 4 times health, 4 capabilities, 3 lists of learnings, 2 tickets, 1 new task and 1 cancellation of
/// such a one. Requests are due at a fixed rate, whether answers are quick or not.
final class SoakMix {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CALLERS = 48;
  private static final String TASK =
      "{\"task\":\"Wait behind the others\",\"priority\":\"low\"}";

  /// How it came out. Latency counts from when a request was due.
  record Load(Latencies latencies, Map<String, Integer> failures) {

    Map<String, Object> figures() {
      var figures = new LinkedHashMap<>(latencies.figures());
      figures.put("errors", failures.values().stream().mapToInt(Integer::intValue).sum());
      return figures;
    }

    List<String> errors() {
      return failures.entrySet().stream().map(e -> e.getValue() + " times " + e.getKey()).toList();
    }
  }

  private final String token;
  private final List<String> tasks;
  private final Queue<String> waiting = new ConcurrentLinkedQueue<>();

  SoakMix(String token, List<String> tasks) {
    this.token = token;
    this.tasks = tasks;
  }

  Load run(int perSecond, int seconds) throws Exception {
    var next = new AtomicInteger();
    int all = perSecond * seconds;
    long begin = System.nanoTime();
    var failures = Collections.synchronizedMap(new LinkedHashMap<String, Integer>());
    Callable<long[]> caller =
        () -> {
          var nanos = new ArrayList<Long>();
          var connection = new Connection(Instance.PORT);
          try {
            for (int i = next.getAndIncrement(); i < all; i = next.getAndIncrement()) {
              long due = begin + i * 1_000_000_000L / perSecond;
              pause(due);
              try {
                ask(connection, i);
                nanos.add(System.nanoTime() - due);
              } catch (IOException e) {
                failures.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
                connection.close();
                connection = new Connection(Instance.PORT);
              }
            }
          } finally {
            connection.close();
          }
          return nanos.stream().mapToLong(Long::longValue).toArray();
        };
    try (var executor = Executors.newFixedThreadPool(CALLERS)) {
      var parts = new ArrayList<long[]>();
      for (var part : executor.invokeAll(Collections.nCopies(CALLERS, caller))) {
        parts.add(part.get());
      }
      double took = (System.nanoTime() - begin) / 1e9;
      var nanos = parts.stream().flatMapToLong(Arrays::stream).toArray();
      return new Load(Latencies.of(nanos, took), failures);
    }
  }

  private void ask(Connection connection, int number) throws IOException {
    // 37 and 100 have no common factor: the kinds come in turn, not in blocks.
    int kind = number * 37 % 100;
    var task = tasks.get(number % tasks.size());
    if (kind < 70) {
      get(connection, "/tasks/" + task);
    } else if (kind < 80) {
      get(connection, "/tasks?limit=20");
    } else if (kind < 85) {
      get(connection, "/tasks/" + task + "/events?limit=50");
    } else if (kind < 89) {
      get(connection, "/health");
    } else if (kind < 93) {
      get(connection, "/capabilities");
    } else if (kind < 96) {
      get(connection, "/learnings?limit=20");
    } else if (kind < 98) {
      connection.exchange(Connection.post("/stream/" + task + "/ticket", token, ""), 201);
    } else if (kind < 99) {
      var answer = connection.exchange(Connection.post("/execute", token, TASK), 202);
      waiting.add(JSON.readTree(answer).path("taskId").textValue());
    } else {
      cancel(connection);
    }
  }

  private void get(Connection connection, String path) throws IOException {
    connection.exchange(Connection.get(path, token), 200);
  }

  private void cancel(Connection connection) throws IOException {
    var id = waiting.poll();
    if (id != null) {
      connection.exchange(Connection.delete("/tasks/" + id, token), 200);
    }
  }

  private static void pause(long until) {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
