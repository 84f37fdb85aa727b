package dev.journeyman.cli;

import static dev.journeyman.cli.Samples.end;
import static dev.journeyman.cli.Samples.event;
import static dev.journeyman.cli.Samples.object;
import static dev.journeyman.cli.Samples.snapshot;
import static dev.journeyman.cli.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Following a task over a real connection, as a pipe.
class WatchTest extends ClientTestBed {

  @Test
  void theEndOfTheTaskIsTheEndOfTheProgramAndItsExitCode() {
    var codes =
        Map.of(
            "completed", 0,
            "failed", 1,
            "deployment_failed", 1,
            "rollback_failed", 1,
            "pending_approval", 3,
            "rolled_back", 5,
            "cancelled", 5);
    codes.forEach(
        (status, code) -> {
          service.stream(status, snapshot(7, task(status)), end(7, task(status)));
          assertThat(client.run("watch", status).code()).as(status).isEqualTo(code);
        });
  }

  @Test
  void stepsThatAreDoneAtOnceAreToldApart() {
    var call = object().put("id", "c").put("name", "read_file").put("part", "execute/0/3");
    var result = object().put("id", "c").put("durationMs", 5).put("part", "execute/0/3");
    service.stream(
        "t",
        event(1, "step", object().put("number", 2).put("status", "running")),
        event(2, "step", object().put("number", 3).put("status", "running")),
        event(3, "tool_call", call.put("input", "{\"path\":\"a.txt\"}")),
        event(4, "tool_result", result),
        event(5, "turn", object().put("part", "execute/0/2").put("text", "one\ntwo")),
        event(6, "step", object().put("number", 2).put("status", "completed")),
        event(7, "turn", object().put("part", "execute/0/3").put("text", "alone")),
        end(8, task("completed")));

    assertThat(client.run("watch", "t").out())
        .contains("  [3] read_file a.txt", "  [2] one\n", "  [2] two\n", "    alone\n");
  }

  @Test
  void aCutStreamGoesOnBehindTheLastEvent() {
    service
        .cutStream(
            "t",
            event(1, "step", step("running", "First")),
            snapshot(1, task("executing")),
            "id: 2\nevent: step\ndata: {\"cut")
        .stream(
            "t",
            event(2, "step", step("completed", "First")),
            snapshot(3, task("completed")),
            end(3, task("completed")));

    var ran = client.run("watch", "t");

    assertThat(ran.code()).isZero();
    assertThat(service.asked("/stream/t").get(1).header("Last-Event-ID")).isEqualTo("1");
    assertThat(ran.out()).containsOnlyOnce("Step 1: First").containsOnlyOnce("Step 1 is done");
    assertThat(ran.talk()).contains("Connection lost").contains("trying again");
  }

  @Test
  void aTokenThatExpiresMeanwhileIsSaid() {
    service
        .cutStream("t", snapshot(1, task("executing")))
        .on("GET /stream/t", 401, "{\"title\":\"Unauthorized\"}");

    var ran = client.run("watch", "t");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.talk()).contains("./journeyman login");
  }

  @Test
  void jsonIsTheStreamsOwn() {
    var running = task("executing");
    var done = task("completed");
    service.stream("t", snapshot(1, running), ": heartbeat\n\n", snapshot(2, done), end(2, done));

    var ran = client.run("watch", "t", "--json");

    assertThat(ran.out()).isEqualTo(running + "\n" + done + "\n");
  }

  @Test
  void plainLinesHaveATimeAndNoControlSequence() {
    service.stream(
        "t",
        event(1, "tool_call", call("python3 -m unittest")),
        event(2, "tool_result", result("FAILED (failures=1)").put("error", true)),
        snapshot(3, task("failed").put("error", "It did not work")),
        end(3, task("failed")));

    var ran = client.run("watch", "t");

    assertThat(ran.out())
        .contains("2026-11-23T04:00:30Z    execute_bash python3 -m unittest · failed after 1.5 s\n")
        .contains("| FAILED (failures=1)")
        .contains("2026-11-23T04:01:00Z  Error: It did not work")
        .doesNotContain("\u001b");
    assertThat(ran.out().lines()).allMatch(line -> line.startsWith("2026-11-23T04:0"));
  }

  @Test
  void whatTheAgentWroteIsShownAndNotObeyed() {
    var evil = "\u001b]52;c;ZXZpbA==\u0007\u001b[2Jgone\rover\u202etxt\u009b1A\u200bend";
    service.stream(
        "t",
        event(1, "turn", object().put("part", "execute/1").put("text", evil)),
        event(2, "step", step("running", evil)),
        event(3, "tool_call", call(evil)),
        event(4, "tool_result", result(evil).put("error", true)),
        event(5, "message", object().put("from", evil).put("text", evil)),
        event(6, "stage", object().put("verdict", evil).put("summary", evil)),
        event(7, "retry", object().put("reason", evil)),
        event(8, "network", object().put("host", evil).put("allowed", false)),
        snapshot(9, task("failed").put("error", evil).put("task", evil)),
        end(9, task("failed")));

    var ran = client.run("watch", "t");

    assertThat(ran.out()).contains("\\x1b]52;c;ZXZpbA==\\x07").contains("<U+202E>");
    assertHarmless(ran.out());
  }

  private static void assertHarmless(String printed) {
    assertThat(printed.chars().filter(c -> c != '\n' && c != '\t').filter(Character::isISOControl))
        .isEmpty();
    assertThat(printed).doesNotContain("\u202e", "\u200b");
  }

  @Test
  void waitingHasAnEnd() {
    service.cutStream("t", snapshot(1, task("executing")));

    var ran = client.run("watch", "t", "--timeout", "1");

    assertThat(ran.code()).isEqualTo(124);
    assertThat(ran.talk()).contains("./journeyman watch t");
  }

  @Test
  void untilTheEndWaitsForApprovalToo() {
    service.stream(
        "t",
        snapshot(1, task("pending_approval")),
        snapshot(2, task("completed")),
        end(2, task("completed")));

    assertThat(client.run("watch", "t", "--until", "end").code()).isZero();
  }

  @Test
  void aTaskIsHandedOverAndWatched() {
    service.on("POST /execute", 202, "{\"taskId\":\"t\"}").stream(
        "t", snapshot(1, task("completed")), end(1, task("completed")));

    var ran =
        client
            .reading("Größe\n")
            .run("run", "-", "--repo", "r", "--context", "ticket=7", "--priority", "high");

    assertThat(ran.code()).isZero();
    var asked = service.asked("/execute").getFirst();
    assertThat(asked.header("Idempotency-Key")).hasSizeGreaterThan(20);
    assertThat(asked.header("Authorization")).isEqualTo("Bearer a.b.c");
    assertThat(asked.body())
        .isEqualTo(
            "{\"task\":\"Größe\\n\",\"repository\":\"r\",\"context\":{\"ticket\":\"7\"},\"priority\":\"high\"}");
  }

  @Test
  void detachedOnlyTheIdIsData() {
    service.on("POST /execute", 202, "{\"taskId\":\"t\"}");

    var ran = client.run("run", "Write a note", "--detach");

    assertThat(ran.out()).isEqualTo("t\n");
    assertThat(ran.talk()).isEmpty();
  }

  private static ObjectNode step(String status, String name) {
    return object().put("number", 1).put("description", name).put("status", status);
  }

  private static ObjectNode call(String command) {
    var input = object().put("command", command).toString();
    return object().put("id", "c").put("name", "execute_bash").put("input", input);
  }

  private static ObjectNode result(String text) {
    return object()
        .put("id", "c")
        .put("name", "execute_bash")
        .put("text", text)
        .put("durationMs", 1500);
  }
}
