package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.simulator.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tasks on their whole way through the running service, from the request to the branch and back.
@SuppressWarnings("NullAway.Init")
class WholeWayTest {

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(script());
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  static Script script() throws IOException {
    try (var yaml = WholeWayTest.class.getResourceAsStream("whole-way.yaml")) {
      if (yaml == null) {
        throw new IOException("The script is missing");
      }
      return Script.parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8)).withoutDelays();
    }
  }

  @Test
  void approvedWorkLandsExactlyAndCanBeTakenBack() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var before = repository.tree();
    var head = repository.head();
    var id = service.submit(repository, "Write a note", Map.of());

    var waiting = service.rest(id);
    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(waiting.at("/result/verification/outcome").textValue()).isEqualTo("VERIFIED");
    assertThat(waiting.at("/result/verification/tree").textValue())
        .isEqualTo(waiting.path("tree").textValue());
    assertThat(waiting.at("/result/verification/checks/0/executed").asInt()).isEqualTo(1);
    assertThat(waiting.at("/result/changes/0").textValue()).isEqualTo("note.txt");
    assertThat(service.text("/tasks/" + id + "/diff")).contains("note.txt").contains("a note");
    assertThat(repository.head()).as("nothing lands without approval").isEqualTo(head);
    assertThat(repository.has("note.txt")).isFalse();

    var approved = service.approve(id);
    assertThat(approved.status()).isEqualTo(200);
    assertThat(approved.text("/task/status")).isEqualTo("completed");
    assertThat(repository.tree()).isEqualTo(waiting.path("tree").textValue());
    assertThat(repository.head()).isEqualTo(approved.text("/task/deployedCommit"));
    assertThat(repository.read("note.txt")).isEqualTo("a note\n");
    assertThat(repository.status()).as("the checkout follows").isEmpty();
    assertThat(repository.git("rev-parse", "main^").strip()).isEqualTo(head);

    var back = service.post("/rollback/" + id, Map.of("reason", "changed our minds"));
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.text("/task/status")).isEqualTo("rolled_back");
    assertThat(back.text("/changesReverted/0")).isEqualTo("note.txt");
    assertThat(back.text("/task/result/rollback/outcome")).isEqualTo("VERIFIED");
    assertThat(back.text("/task/result/rollback/checks/0/executed")).isEqualTo("1");
    assertThat(repository.tree()).isEqualTo(before);
    assertThat(repository.has("note.txt")).isFalse();

    var learnings = service.get("/learnings?limit=100").body().path("learnings");
    assertThat(learnings.toString()).contains(id).contains("Notes are kept in note.txt.");
    assertThat(service.get("/audit/verify").body().toString()).contains("true");
  }

  @Test
  void rejectedWorkLeavesNothingBehind() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var head = repository.head();
    var id = service.submit(repository, "Write a note", Map.of());
    service.rest(id);

    var rejected = service.post("/approve/" + id, Map.of("approved", false, "reason", "no need"));

    assertThat(rejected.status()).isEqualTo(200);
    assertThat(rejected.text("/task/status")).isEqualTo("rolled_back");
    assertThat(rejected.text("/task/rejectionReason")).isEqualTo("no need");
    assertThat(repository.head()).isEqualTo(head);
    assertThat(repository.git("branch", "--list")).isEqualTo("* main\n");
    assertThat(service.approve(id).status()).isEqualTo(400);
  }

  @Test
  void aRunningTaskIsCancelledAndItsWorkerLetsGo() throws Exception {
    var repository = service.repository();
    var head = repository.head();
    var id = service.submit(repository, "Dawdle: take your time", Map.of());
    service.awaitEvent(id, "tool_call", "sleep 300");

    var cancelled = service.delete("/tasks/" + id);

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("/task/status")).isEqualTo("cancelled");
    service.awaitGone(id);
    assertThat(service.get("/tasks/" + id).text("/status")).isEqualTo("cancelled");
    assertThat(repository.head()).isEqualTo(head);
    assertThat(service.delete("/tasks/" + id).status()).isEqualTo(400);
  }

  @Test
  void aRestartInTheMiddleOfACommandLosesNothing() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Restart: go on afterwards", Map.of());
    service.awaitEvent(id, "tool_call", "sleep 300");

    service.restart();
    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(service.text("/tasks/" + id + "/events?limit=500"))
        .contains("Interrupted by a restart of the service");
    service.approve(id);
    assertThat(repository.read("note.txt")).isEqualTo("after all\n");
  }

  @Test
  void aPausedTaskWaitsUntilItIsResumed() throws Exception {
    var repository = service.repository();
    var id = service.submit(repository, "Restart: but pause first", Map.of());
    service.awaitEvent(id, "tool_call", "sleep 300");

    var paused = service.post("/tasks/" + id + "/pause", Map.of());
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.text("/task/paused/by")).isEqualTo("tester");
    assertThat(service.post("/tasks/" + id + "/resume", Map.of()).status()).isEqualTo(200);

    assertThat(service.rest(id).path("status").textValue()).isEqualTo("pending_approval");
  }

  @Test
  void aPausedTaskThatIsCancelledLeavesNothingBehind() throws Exception {
    var repository = service.repository();
    var id = service.submit(repository, "Restart: but pause first", Map.of());
    service.awaitEvent(id, "tool_call", "sleep 300");
    service.post("/tasks/" + id + "/pause", Map.of());
    service.awaitIdle();

    assertThat(service.delete("/tasks/" + id).status()).isEqualTo(200);

    service.awaitGone(id);
  }

  @Test
  void workThatIsSentBackComesAgain() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Write a note", Map.of());
    var first = service.rest(id);

    var review =
        service.post(
            "/tasks/" + id + "/reviews",
            Map.of(
                "verdict",
                "request_changes",
                "tree",
                first.path("tree").textValue(),
                "summary",
                "Say it better",
                "comments",
                List.of(Map.of("path", "note.txt", "line", 1, "text", "a better one"))));
    assertThat(review.status()).isEqualTo(200);
    var second = service.rest(id);

    assertThat(second.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(second.path("tree").textValue()).isNotEqualTo(first.path("tree").textValue());
    var old =
        service.post(
            "/approve/" + id, Map.of("approved", true, "tree", first.path("tree").textValue()));
    assertThat(old.status()).as("what was seen is not what waits").isEqualTo(409);
    assertThat(service.approve(id).status()).isEqualTo(200);
    assertThat(repository.read("note.txt")).isEqualTo("a better note\n");
  }

  @Test
  void countedTestsLetATaskLandByItself() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Write a note", Map.of("requireApproval", false));

    var done = service.rest(id);

    assertThat(done.path("status").textValue()).isEqualTo("completed");
    assertThat(done.path("approvedBy").textValue()).isEqualTo("journeyman");
    assertThat(repository.tree()).isEqualTo(done.path("tree").textValue());
  }

  @Test
  void withoutCountedTestsAPersonDecides() throws Exception {
    var repository = service.repository("true");
    var id = service.submit(repository, "Write a note", Map.of("requireApproval", false));

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(waiting.at("/result/verification/outcome").textValue()).isEqualTo("NO_TESTS");
  }

  @Test
  void withoutChecksNothingCountsAsVerified() throws Exception {
    var repository = service.repository();
    var head = repository.head();
    var id = service.submit(repository, "Write a note", Map.of("requireApproval", false));

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(waiting.at("/result/verification/explanation").textValue())
        .contains("Nothing was verified");
    assertThat(repository.head()).isEqualTo(head);
  }

  @Test
  void theStreamOfATaskEndsWithIt() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Write a note", Map.of("requireApproval", false));

    var stream = service.text("/stream/" + id);

    assertThat(stream).contains("\"status\":\"completed\"");
    assertThat(stream.substring(stream.lastIndexOf("event:"))).startsWith("event: end");
  }

  @Test
  void failedChecksGoBackToTheAuthor() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Break: raise the limit", Map.of());

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(waiting.at("/result/verification/outcome").textValue()).isEqualTo("VERIFIED");
    assertThat(service.simulator().requests().toString()).contains("Newly failing");
    service.approve(id);
    assertThat(repository.read("limits.py")).isEqualTo("MOST = 5\n");
  }

  @Test
  void aStepThatCannotBeFinishedGetsANewPlan() throws Exception {
    var repository = service.repository();
    var id = service.submit(repository, "Stumble: then recover", Map.of());

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(waiting.at("/recovery/attempts").asInt()).isEqualTo(1);
    assertThat(waiting.at("/recovery/recoveryPlan").textValue())
        .isEqualTo("1. Write the note after all");
  }

  @Test
  void aPlanOfUnknownActionsOrOfStepsThatDoNotComeBeforeIsRefused() throws Exception {
    var id = service.submit(service.repository(), "Odd: plan nonsense first", Map.of());

    var waiting = service.rest(id);

    assertThat(waiting.at("/plan/steps/0/action").textValue()).isEqualTo("write_file");
    assertThat(service.simulator().requests().toString())
        .contains("Step 1 has the action launch_missiles; actions are read_file, write_file")
        .contains("Step 1 depends on step 7, which does not come before it.");
    assertThat(service.text("/tasks/" + id + "/events?limit=500"))
        .as("each stage is told")
        .contains("\"stage\":\"analyze\"", "\"stage\":\"execute\"", "\"stage\":\"learn\"");
  }

  @Test
  void aPlanThatNeverWorksEndsTheTask() throws Exception {
    var repository = service.repository();
    var head = repository.head();
    var id = service.submit(repository, "Give up: nothing helps", Map.of());

    assertFailed(service.rest(id), "plan");
    assertThat(repository.head()).isEqualTo(head);
    assertThat(service.post("/tasks/" + id + "/retry", Map.of()).text("/task/retryOf"))
        .isEqualTo(id);
  }

  @Test
  void anOverloadedModelIsAskedAgain() throws Exception {
    var repository = service.repository();
    var id = service.submit(repository, "Overload: twice", Map.of());

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(waiting.path("analysis").textValue()).contains("Overloaded twice.");
  }

  @Test
  void aRefusalEndsTheTask() throws Exception {
    var repository = service.repository();
    var id = service.submit(repository, "Refuse: this", Map.of());

    var failed = service.rest(id);

    assertFailed(failed, "model");
    assertThat(failed.path("error").textValue()).contains("refused");
  }

  @Test
  void aDirtyCheckoutIsNeverOverwritten() throws Exception {
    var repository = service.repository();
    var head = repository.head();
    var id = service.submit(repository, "Line: change the first", Map.of());
    service.rest(id);
    repository.write("lines.txt", "not committed\n");

    var refused = service.approve(id);

    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.text("/recommendation")).isNotBlank();
    assertThat(service.rest(id).path("status").textValue()).isEqualTo("deployment_failed");
    assertThat(repository.head()).isEqualTo(head);
    assertThat(repository.read("lines.txt")).isEqualTo("not committed\n");

    repository.git("checkout", "--", "lines.txt");
    service.post("/tasks/" + id + "/retry", Map.of());
    service.await(id, java.util.Set.of(dev.journeyman.task.TaskStatus.COMPLETED));
    assertThat(repository.read("lines.txt")).startsWith("first line\n");
  }

  private static void assertFailed(JsonNode task, String category) {
    assertThat(task.path("status").textValue()).isEqualTo("failed");
    assertThat(task.at("/errorDetail/category").textValue()).isEqualTo(category);
    assertThat(task.at("/errorDetail/remedy").textValue()).isNotBlank();
  }
}
