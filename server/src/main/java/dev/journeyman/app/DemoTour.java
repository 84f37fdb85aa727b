package dev.journeyman.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.simulator.DemoRepository;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The stops of the demo, in order, each checked by what the service and git say.
final class DemoTour {

  private static final Set<String> RESTS =
      Set.of("pending_approval", "completed", "failed", "cancelled", "rolled_back");
  /// Where a decision can still be on its way to its end.
  private static final Set<String> MOVES =
      Set.of("approved", "planning", "executing", "verifying", "learning", "rolling_back");

  private static final int BAR = 24;

  private final DemoClient client;
  private final SampleRepository sample;

  DemoTour(DemoClient client, SampleRepository sample) {
    this.client = client;
    this.sample = sample;
  }

  /// Hands in the task and shows its way until it waits for approval.
  ///
  /// @return the id of the task
  String untilApproval() throws IOException, InterruptedException {
    require(!sample.testsPass(), "The sample's tests should fail before the task, but they pass");
    System.out.println("Sample repository: " + sample.directory() + " (one test fails)");
    System.out.println("Task: " + DemoRepository.TASK);
    System.out.println();
    var id =
        client.post("/execute", Map.of("task", DemoRepository.TASK)).path("taskId").textValue();
    var seen = new HashSet<String>();
    client.follow(id, task -> show(task, seen));
    var task = client.get("/tasks/" + id);
    if (!task.path("status").textValue().equals("pending_approval")) {
      showErrors(id);
    }
    expect("pending_approval", task);
    System.out.println();
    System.out.println("Evidence: " + task.at("/result/verification/explanation").asText());
    System.out.printf(
        "Cost: %s USD in %d turns%n",
        task.path("costUsd").asText("unknown"), task.at("/usage/turns").asInt());
    System.out.println();
    System.out.println(Plain.text(client.text("/tasks/" + id + "/diff")).stripTrailing());
    return id;
  }

  /// What went wrong on the way, for whoever has to find out why.
  private void showErrors(String id) throws IOException, InterruptedException {
    for (var event : client.get("/tasks/" + id + "/events?limit=500").path("events")) {
      if (event.at("/data/error").asBoolean()) {
        System.out.println(Plain.text(event.path("data").toPrettyString()));
      }
    }
  }

  /// Approves, shows what landed, rolls back, shows the revert, and lists what was learned.
  void toTheEnd(String id) throws IOException, InterruptedException {
    var before = sample.tree();
    var waiting = client.get("/tasks/" + id);
    var approved =
        client.post(
            "/approve/" + id,
            Map.of("approved", true, "reason", "demo", "tree", waiting.path("tree").textValue()));
    settle(id, "completed");
    System.out.println();
    say("Approved: " + approved.path("message").textValue(), sample.log());
    require(
        sample.tree().equals(waiting.path("tree").textValue()),
        "The branch does not hold the approved tree");
    require(sample.testsPass(), "The sample's tests should pass after landing");
    var back = client.post("/rollback/" + id, Map.of("reason", "demo"));
    settle(id, "rolled_back");
    say("Rolled back: " + back.path("message").textValue(), sample.log());
    require(sample.tree().equals(before), "The branch is not what it was before the task");
    var learnings = client.get("/learnings").path("learnings");
    require(!learnings.isEmpty(), "Nothing was learned");
    System.out.println("Learned:");
    learnings.forEach(
        learning ->
            learning
                .path("patterns")
                .forEach(pattern -> System.out.println("  - " + Plain.text(pattern.textValue()))));
    System.out.println();
    System.out.println("The tour is complete: every stop was checked.");
  }

  /// On a busy machine a decision is answered before all of it is done.
  private void settle(String id, String expected) throws IOException, InterruptedException {
    client.follow(id, task -> !MOVES.contains(task.path("status").asText()));
    expect(expected, client.get("/tasks/" + id));
  }

  private static void expect(String status, JsonNode task) throws IOException {
    var actual = task.path("status").asText();
    require(
        status.equals(actual),
        "The task should be %s, but it is %s: %s"
            .formatted(
                status, actual, task.path("error").asText(task.path("currentStep").asText())));
  }

  /// Prints each new line of progress once.
  private static boolean show(JsonNode task, Set<String> seen) {
    int progress = task.path("progress").asInt();
    var line = Plain.line(task.path("currentStep").asText(""));
    if (seen.add(line)) {
      int filled = progress * BAR / 100;
      System.out.printf(
          "  [%s%s] %3d%%  %s%n", "#".repeat(filled), ".".repeat(BAR - filled), progress, line);
    }
    return RESTS.contains(task.path("status").asText());
  }

  private static void say(String what, String log) {
    System.out.println(what);
    log.lines().forEach(line -> System.out.println("  " + Plain.line(line)));
    System.out.println();
  }

  private static void require(boolean holds, String message) throws IOException {
    if (!holds) {
      throw new IOException(message);
    }
  }
}
