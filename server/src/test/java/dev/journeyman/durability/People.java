package dev.journeyman.durability;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Those who hand in tasks and decide about them, on a thread of their own: they approve what
/// waits, have a deployment that was cut off done again, and take some tasks back.
final class People implements AutoCloseable {

  static final String NAME = "tester";

  /// Where nothing more happens by itself.
  private static final Set<String> OVER =
      Set.of("completed", "rolled_back", "failed", "cancelled", "rollback_failed");

  private final Caller caller = new Caller("tester", this::service);
  private final ServiceProcess service;
  private final Set<String> toTakeBack = ConcurrentHashMap.newKeySet();
  private final Set<String> takenBack = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> retries = new ConcurrentHashMap<>();
  private final List<String> submitted = new CopyOnWriteArrayList<>();
  private final List<String> findings = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  People(ServiceProcess service) {
    this.service = service;
  }

  private ServiceProcess service() {
    return service;
  }

  Caller caller() {
    return caller;
  }

  void register(GitPlace place, Map<String, Object> settings) throws InterruptedException {
    var body = new java.util.HashMap<>(settings);
    body.put("name", place.name());
    body.put("location", place.directory().toString());
    var answer = caller.post("/repositories", body);
    if (answer.status() != 201) {
      throw new IllegalStateException("Not registered: " + answer.body());
    }
  }

  /// Hands in a task once, however often it has to be said.
  ///
  /// @param word of its own, such as `n7`
  void submit(String word, GitPlace place, boolean takeBack) throws InterruptedException {
    var id = submit(word, "Write the note " + word, place.name(), Map.of());
    if (takeBack) {
      toTakeBack.add(id);
    }
  }

  /// @return the task's id
  String submit(String key, String text, String repository, Map<String, String> more)
      throws InterruptedException {
    var body = new java.util.HashMap<>(more);
    body.put("task", text);
    body.put("repository", repository);
    var answer = caller.post("/execute", body, Map.of("Idempotency-Key", key));
    if (answer.status() != 202) {
      throw new IllegalStateException("Not taken in: " + answer.body());
    }
    submitted.add(answer.text("/taskId"));
    return answer.text("/taskId");
  }

  List<String> submitted() {
    return List.copyOf(submitted);
  }

  boolean tookBack(String task) {
    return takenBack.contains(task);
  }

  /// How often a deployment of a task was asked for again.
  int retries(String task) {
    return retries.getOrDefault(task, 0);
  }

  List<String> findings() {
    return List.copyOf(findings);
  }

  /// Decides until it is closed.
  Thread begin() {
    return Thread.ofVirtual().name("people").start(this::decideOnAndOn);
  }

  private void decideOnAndOn() {
    try {
      while (!closed) {
        for (var task :
            caller
                .get("/tasks?limit=200&status=pending_approval,deployment_failed,completed")
                .body()
                .path("tasks")) {
          decide(task);
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!closed) {
        findings.add("people got no answer: " + e.getMessage());
      }
    }
  }

  private void decide(JsonNode task) throws InterruptedException {
    var id = task.path("id").asText();
    switch (task.path("status").asText()) {
      case "pending_approval" ->
          caller.post("/approve/" + id, Map.of("approved", true, "reason", "looks right"));
      case "deployment_failed" -> retry(id, task.path("error").asText());
      case "completed" -> {
        if (toTakeBack.remove(id)) {
          takenBack.add(id);
          caller.post("/rollback/" + id, Map.of("reason", "changed our minds"));
        }
      }
      default -> {}
    }
  }

  private void retry(String id, String error) throws InterruptedException {
    if (!error.contains("interrupted by a restart")) {
      findings.add("deployment of %s failed: %s".formatted(id, error));
    }
    if (caller.post("/tasks/" + id + "/retry", Map.of()).status() < 300) {
      retries.merge(id, 1, Integer::sum);
    }
  }

  /// Whether nothing is left to wait for.
  boolean done() throws InterruptedException {
    var tasks = tasks();
    return tasks.size() == submitted.size()
        && toTakeBack.isEmpty()
        && tasks.stream().allMatch(this::isOver);
  }

  private boolean isOver(JsonNode task) {
    var status = task.path("status").asText();
    var back = tookBack(task.path("id").asText());
    return OVER.contains(status)
        && !(back && status.equals("completed") && task.path("error").isNull());
  }

  List<JsonNode> tasks() throws InterruptedException {
    var tasks = new ArrayList<JsonNode>();
    caller.get("/tasks?limit=200").body().path("tasks").forEach(tasks::add);
    return tasks;
  }

  /// Decides no more.
  void stop() {
    closed = true;
  }

  @Override
  public void close() {
    stop();
    caller.close();
  }
}
