package dev.journeyman.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plays the service with as little as it takes: stages, three tools that really work, and a real
/// `python3`.
class DemoTest {
  private static final List<String> TOOLS =
      List.of(
          "read_file",
          "write_file",
          "execute_bash",
          "run_tests",
          "generate_reports",
          "submit_analysis",
          "submit_plan",
          "finish_step",
          "submit_review",
          "submit_learnings");

  @TempDir Path directory;
  private final List<String> calls = new ArrayList<>();

  @BeforeEach
  void writeTheRepository() throws IOException {
    for (var file : DemoRepository.files().entrySet()) {
      var path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  @Test
  void theDemosTaskIsSolvedAndItsTestsPass() throws Exception {
    assertThat(tests()).contains("FAILED (failures=1)");

    run(DemoRepository.TASK);

    assertThat(tests()).contains("Ran 6 tests").contains("OK");
    assertThat(calls)
        .containsExactly(
            "read_file",
            "read_file",
            "execute_bash",
            "submit_analysis",
            "submit_plan",
            "write_file",
            "run_tests",
            "finish_step",
            "write_file",
            "run_tests",
            "finish_step",
            "submit_review",
            "submit_learnings");
  }

  @Test
  void theSameTaskAgainFindsNothingLeftToDo() throws Exception {
    run(DemoRepository.TASK);
    calls.clear();

    run(DemoRepository.TASK);

    assertThat(calls)
        .containsExactly(
            "read_file",
            "read_file",
            "execute_bash",
            "submit_analysis",
            "submit_plan",
            "run_tests",
            "generate_reports",
            "finish_step",
            "submit_review",
            "submit_learnings");
  }

  @Test
  void anyOtherTaskEndsWithAReportAndNoChange() throws Exception {
    run("Rewrite it all in another language.");

    assertThat(calls)
        .containsExactly(
            "execute_bash",
            "submit_analysis",
            "submit_plan",
            "generate_reports",
            "finish_step",
            "submit_review",
            "submit_learnings");
    assertThat(Files.readString(directory.resolve("report"))).contains("README.md\npricing\ntests");
    assertThat(tests()).contains("FAILED (failures=1)");
  }

  private void run(String task) throws Exception {
    try (var simulator = Simulator.start(0, Script.demo().withoutDelays());
        var client = new Client(simulator)) {
      var work = conversation("# Stage: analyze\n\nTask: " + task);
      stage(client, work, "submit_analysis");
      say(work, "# Stage: plan");
      var steps = stage(client, work, "submit_plan").path("steps");
      for (int i = 1; i <= steps.size(); i++) {
        say(work, "# Stage: execute\nStep %d of %d: go".formatted(i, steps.size()));
        stage(client, work, "finish_step");
      }
      stage(client, conversation("# Stage: review\n\nTask: " + task), "submit_review");
      stage(client, conversation("# Stage: learn\n\nTask: " + task), "submit_learnings");
    }
  }

  private static ObjectNode conversation(String text) {
    var body = Client.asking(text);
    for (var tool : TOOLS) {
      ObjectNode offered = Json.object().put("name", tool);
      body.withArray("tools").add(offered.set("input_schema", Json.object("object")));
    }
    body.set("cache_control", Json.object("ephemeral"));
    return body;
  }

  private static void say(ObjectNode body, String text) {
    body.withArray("messages").add(Client.user(text));
  }

  /// Turns until the tool that ends the stage is called; gives what it was called with.
  private JsonNode stage(Client client, ObjectNode body, String end) throws Exception {
    for (int turn = 0; turn < 10; turn++) {
      var reply = client.reply(body);
      var result = new StringBuilder();
      JsonNode handedIn = Json.object();
      for (var block : reply.path("content")) {
        if (Json.type(block).equals("tool_use")) {
          calls.add(block.path("name").asText());
          result.append(tool(block.path("name").asText(), block.path("input")));
          handedIn = block.path("input");
        }
      }
      Client.append(body, reply, result.toString());
      if (calls.getLast().equals(end)) {
        return handedIn;
      }
    }
    throw new AssertionError("The stage did not end with " + end + " but called " + calls);
  }

  private String tool(String name, JsonNode input) throws Exception {
    return switch (name) {
      case "read_file" -> Files.readString(directory.resolve(input.path("path").asText()));
      case "execute_bash" -> shell(input.path("command").asText());
      case "run_tests" -> tests();
      case "generate_reports" -> {
        Files.writeString(directory.resolve("report"), input.path("markdown").asText());
        yield "kept";
      }
      case "write_file" -> replace(input);
      default -> "ok";
    };
  }

  private String replace(JsonNode input) throws IOException {
    var file = directory.resolve(input.path("path").asText());
    var old = Files.readString(file);
    assertThat(old).containsOnlyOnce(input.path("old_str").asText());
    Files.writeString(
        file, old.replace(input.path("old_str").asText(), input.path("new_str").asText()));
    return "edited";
  }

  private String tests() throws Exception {
    return shell(DemoRepository.VERIFY);
  }

  private String shell(String command) throws Exception {
    var builder = new ProcessBuilder("sh", "-c", command).directory(directory.toFile());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    var process = builder.redirectErrorStream(true).start();
    return new String(
        process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
