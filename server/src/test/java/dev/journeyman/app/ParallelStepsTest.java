package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.simulator.RecordedRequest;
import dev.journeyman.simulator.Script;
import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Steps that are done at once, through the running service.
@SuppressWarnings("NullAway.Init")
class ParallelStepsTest {

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(script(), Map.of("JOURNEYMAN_PARALLEL_STEPS", "3"));
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  static Script script() throws IOException {
    try (var yaml = ParallelStepsTest.class.getResourceAsStream("parallel.yaml")) {
      if (yaml == null) {
        throw new IOException("The script is missing");
      }
      return Script.parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void independentStepsAreDoneAtOnceAndLandTogether() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Together: write notes", Map.of());

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    var one = requests("Together:", 1);
    var two = requests("Together:", 2);
    assertThat(one).hasSize(2);
    assertThat(two).hasSize(2);
    assertThat(two.getFirst().at()).as("both are under way").isBefore(one.getLast().at());
    assertThat(one.getFirst().at()).isBefore(two.getLast().at());
    assertThat(requests("Together:", 3).getFirst().at()).isAfter(one.getLast().at());
    assertThat(waiting.at("/result/changes").toString())
        .contains("a/one.txt", "b/two.txt", "c/three.txt");
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
    assertThat(repository.read("a/one.txt") + repository.read("b/two.txt")).isEqualTo("one\ntwo\n");
    service.awaitGone(id);
  }

  @Test
  void forksBeginWithTheVeryMessagesOfTheirTrunk() throws Exception {
    var id = service.submit(service.repository(), "Prefix: write notes", Map.of());
    service.rest(id);

    var one = requests("Prefix:", 1).getFirst().body();
    var two = requests("Prefix:", 2).getFirst().body();
    var later = requests("Prefix:", 3).getFirst().body();
    int shared = one.path("messages").size() - 1;
    assertThat(shared).isGreaterThan(4);
    for (var name : List.of("model", "tools", "system", "thinking", "output_config")) {
      assertThat(two.path(name).toString()).isEqualTo(one.path(name).toString());
      assertThat(later.path(name).toString()).isEqualTo(one.path(name).toString());
    }
    for (int i = 0; i < shared; i++) {
      var message = one.path("messages").path(i).toString();
      assertThat(two.path("messages").path(i).toString()).isEqualTo(message);
      assertThat(later.path("messages").path(i).toString()).isEqualTo(message);
    }
    assertThat(later.path("messages").path(shared).toString())
        .as("the trunk is told once what its forks did")
        .contains("Steps 1 and 2 of 3", "Wrote one.", "Wrote two.")
        .doesNotContain("# Stage");
    assertThat(later.path("messages").size()).isEqualTo(shared + 2);
    assertThat(usage(id, "execute/0/2").getFirst().path("cacheReadTokens").asInt())
        .as("the cache holds")
        .isPositive();
  }

  @Test
  void eventsTellOfWhichStepTheyAre() throws Exception {
    var id = service.submit(service.repository(), "Events: write notes", Map.of());
    service.rest(id);

    var events = events(id);

    assertThat(events.stream().map(event -> event.path("seq").asLong()).toList())
        .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
    for (var event : events) {
      if (Set.of("turn", "usage", "tool_call", "tool_result").contains(type(event))) {
        assertThat(event.at("/data/part").textValue()).as(event.toString()).isNotBlank();
      }
    }
    assertThat(data(events, "status", "currentStep"))
        .contains("Steps 1 and 2 of 3: Write one; Write two", "Step 3 of 3: Write three");
    assertThat(data(events, "checkpoint", "step")).containsExactly("1", "2", "3");
    var progress = data(events, "status", "progress").stream().map(Integer::valueOf).toList();
    assertThat(progress).isSorted();
    assertThat(steps(events))
        .containsExactly(
            "1 running", "2 running", "1 completed", "2 completed", "3 running", "3 completed");
  }

  @Test
  void whatCannotBeMergedIsDoneOnceMoreAlone() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Clash: write notes", Map.of());

    service.rest(id);

    assertThat(requests("Clash:", 2)).as("both the copy and the trunk").hasSize(4);
    assertThat(requests("Clash:", 2).getLast().body().toString())
        .contains("Both changed the same places of lines.txt")
        .contains("The copy changed the first line to two.")
        .contains("+two");
    assertThat(data(events(id), "checkpoint", "step")).containsExactly("1", "2", "3");
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
    assertThat(repository.read("lines.txt")).startsWith("one and two\n");
  }

  @Test
  void aCheckThatFailsAmongTheOthersCountsAsAConflict() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Jealous: write notes", Map.of());

    service.rest(id);

    assertThat(requests("Jealous:", 1)).hasSize(2);
    assertThat(requests("Jealous:", 2)).hasSize(4);
    assertThat(requests("Jealous:", 3)).as("its work was kept and joined later").hasSize(2);
    assertThat(requests("Jealous:", 2).getLast().body().toString())
        .contains("On the joined tree: The check");
    assertThat(data(events(id), "checkpoint", "step")).containsExactly("1", "2", "3");
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
    assertThat(repository.read("c/three.txt")).isEqualTo("three\n");
  }

  @Test
  void aStepThatNeedsAnotherAfterAllIsDoneAfterIt() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Secret: write notes", Map.of());

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(waiting.at("/recovery").isEmpty()).as("no new plan was needed").isTrue();
    assertThat(steps(events(id)))
        .containsExactly("1 running", "2 running", "1 completed", "2 running", "2 completed");
  }

  @Test
  void whatAFailedStepLeftIsThereForTheStepsOfTheNewPlan() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Remains: write notes", Map.of());

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(steps(events(id)))
        .as("the first alone, and those after it at once")
        .containsExactly(
            "1 running",
            "1 failed",
            "1 running",
            "1 completed",
            "2 running",
            "3 running",
            "2 completed",
            "3 completed");
    service.approve(id);
    assertThat(repository.read("remains.txt")).isEqualTo("remains\n");
  }

  @Test
  void cancellingEndsAllOfThem() throws Exception {
    var id = service.submit(service.repository(), "Dawdle: never mind", Map.of());
    awaitBoth(id);

    var asked = Instant.now();
    service.delete("/tasks/" + id);
    service.await(id, Set.of(TaskStatus.CANCELLED));
    service.awaitGone(id);

    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void pausedStepsGoOnWhereTheyWere() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Dawdle: pause", Map.of());
    awaitBoth(id);
    service.post("/tasks/" + id + "/pause", Map.of());
    service.post("/tasks/" + id + "/resume", Map.of());

    var done = service.rest(id);

    assertThat(done.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(requests("Dawdle: pause", 1)).hasSize(3);
    assertThat(requests("Dawdle: pause", 2)).hasSize(3);
  }

  @Test
  void aRestartGoesOnWithThoseThatAreLeft() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Dawdle: restart", Map.of());
    awaitBoth(id);

    service.restart();
    var done = service.rest(id);

    assertThat(done.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(requests("Dawdle: restart", 1)).hasSize(3);
    assertThat(requests("Dawdle: restart", 2)).hasSize(3);
    assertThat(requests("Dawdle: restart", 1).get(1).body().toString())
        .contains("Interrupted by a restart");
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
    assertThat(repository.read("b/two.txt")).isEqualTo("two\n");
  }

  @Test
  void turnsAreCountedOverAllOfThem() throws Exception {
    var id =
        service.submit(
            service.repository(), "Spend: too much", Map.of("budget", Map.of("maxTurns", 11)));

    var failed = service.rest(id);

    assertThat(failed.path("status").textValue()).isEqualTo("failed");
    assertThat(failed.at("/errorDetail/category").textValue()).isEqualTo("budget");
    assertThat(failed.at("/usage/turns").asInt()).isBetween(11, 12);
    service.awaitGone(id);
  }

  @Test
  void whatAPersonSaysReachesAllOfThemAndTheTrunk() throws Exception {
    var id = service.submit(service.repository(), "Steer: write notes", Map.of());
    service.awaitEvent(id, "status", "Steps 1 and 2 of 3");
    service.post("/tasks/" + id + "/messages", Map.of("message", "Mind the gap."));

    service.rest(id);

    for (int step = 1; step <= 3; step++) {
      assertThat(requests("Steer:", step).getLast().body().path("messages").toString())
          .as("step %d", step)
          .containsOnlyOnce("Mind the gap.");
    }
  }

  @Test
  void aForkHasTheFilesOfTheTreeAndARoomOfItsOwn() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Look: write notes", Map.of());

    service.rest(id);

    service.approve(id);
    assertThat(repository.read("a/one.txt"))
        .as("ignored files are there, what was in /tmp and at home is not, git works")
        .isEqualTo("cached\n1\n?? a/\n");
  }

  @Test
  void whereNoCopyCanBeMadeStepsAreDoneOneAfterTheOther() throws Exception {
    var id = service.submit(service.repository(), "Closed: write notes", Map.of());

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(requests("Closed:", 1).getFirst().body().toString())
        .contains("no tree could be made for it")
        .doesNotContain("A copy of you worked on this step");
    assertThat(steps(events(id)))
        .containsExactly(
            "1 running", "1 completed", "2 running", "2 completed", "3 running", "3 completed");
  }

  private static void awaitBoth(String id) throws Exception {
    service.awaitEvent(id, "tool_call", "execute/0/1");
    service.awaitEvent(id, "tool_call", "execute/0/2");
  }

  /// The requests for the turns of a step, be it of a fork or of the trunk, oldest first.
  private static List<RecordedRequest> requests(String task, int step) {
    return service.simulator().requests().stream()
        .filter(request -> request.path().equals("/v1/messages"))
        .filter(request -> request.body().at("/messages/0").toString().contains(task))
        .filter(request -> openings(request.body()).getLast().startsWith("Step " + step + " of"))
        .toList();
  }

  /// The first lines of the parts of a request, without their stage.
  private static List<String> openings(JsonNode body) {
    var openings = new ArrayList<>(List.of(""));
    for (var message : body.path("messages")) {
      var content = message.path("content");
      var text = content.isTextual() ? List.of(content.asText()) : content.findValuesAsText("text");
      text.stream()
          .filter(said -> message.path("role").asText().equals("user"))
          .filter(said -> said.startsWith("# Stage"))
          .map(said -> said.substring(said.indexOf('\n') + 1).strip())
          .forEach(openings::add);
    }
    return openings;
  }

  private static List<JsonNode> events(String id) throws Exception {
    var events = new ArrayList<JsonNode>();
    service.get("/tasks/" + id + "/events?limit=500").body().path("events").forEach(events::add);
    return events;
  }

  private static List<JsonNode> usage(String id, String part) throws Exception {
    return events(id).stream()
        .filter(event -> type(event).equals("usage"))
        .map(event -> event.path("data"))
        .filter(data -> data.path("part").asText().equals(part))
        .toList();
  }

  private static List<String> steps(List<JsonNode> events) {
    return events.stream()
        .filter(event -> type(event).equals("step"))
        .map(event -> event.path("data"))
        .map(data -> data.path("number").asInt() + " " + data.path("status").asText())
        .toList();
  }

  private static List<String> data(List<JsonNode> events, String type, String field) {
    return events.stream()
        .filter(event -> type(event).equals(type))
        .map(event -> event.at("/data/" + field).asText())
        .toList();
  }

  private static String type(JsonNode event) {
    return event.path("type").asText();
  }
}
