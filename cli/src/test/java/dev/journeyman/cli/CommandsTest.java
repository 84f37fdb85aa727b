package dev.journeyman.cli;

import static dev.journeyman.cli.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.cli.connection.Json;
import org.junit.jupiter.api.Test;

/// Commands that ask once and print.
class CommandsTest extends ClientTestBed {

  @Test
  void theNewestTaskHasAName() {
    service
        .on("GET /tasks", 200, "{\"tasks\":[" + task("completed") + "]}")
        .on("GET /tasks/t", 200, task("completed").toString());

    assertThat(client.run("show", "latest").out())
        .contains("Write a note")
        .contains("handed in by anna");
  }

  @Test
  void anEmptyListNamesTheCommandThatFillsIt() {
    service.on("GET /tasks", 200, "{\"tasks\":[],\"pagination\":{\"total\":0}}");

    var ran = client.run("tasks");

    assertThat(ran.out()).isEmpty();
    assertThat(ran.talk()).contains("./journeyman run");
  }

  @Test
  void colourIsThereOnlyWhereItIsWanted() {
    service.on(
        "GET /tasks", 200, "{\"tasks\":[" + task("failed") + "],\"pagination\":{\"total\":1}}");

    assertThat(client.run("tasks").out()).as("a pipe").doesNotContain("\u001b");
    assertThat(client.run("tasks", "--color=always").out()).contains("\u001b[31m");
    assertThat(client.with("NO_COLOR", "1").run("tasks").out()).doesNotContain("\u001b");
    assertThat(client.with("NO_COLOR", "1").run("tasks", "--color=always").out())
        .as("asked for by hand")
        .contains("\u001b[31m");
  }

  @Test
  void anApprovalIsOfTheTreeThatWasShown() {
    var waiting = task("pending_approval");
    waiting.withArray("availableActions").add("approve");
    service
        .on("GET /tasks/t", 200, waiting.toString())
        .on("POST /approve/t", 200, "{\"message\":\"Changes approved and deployed\"}");

    assertThat(client.run("approve", "t").code()).as("nobody to ask").isEqualTo(2);
    assertThat(service.asked("/approve")).isEmpty();

    var ran = client.run("approve", "t", "--yes", "--reason", "seen");
    assertThat(ran.code()).isZero();
    assertThat(service.asked("/approve").getFirst().body())
        .isEqualTo("{\"approved\":true,\"tree\":\"1234abcd\",\"reason\":\"seen\"}");
  }

  @Test
  void aRefusalSaysWhatIsPossible() {
    service.on(
        "DELETE /tasks/t",
        400,
        "{\"title\":\"Cannot cancel completed, failed, or rolled back task\",\"currentStatus\":\"failed\",\"availableActions\":[\"retry\"]}");

    var ran = client.run("cancel", "t");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.talk()).contains("The task is failed.").contains("Possible now: retry.");
  }

  @Test
  void oneThatCannotBeCancelledDoesNotSaveTheOthers() {
    service
        .on("DELETE /tasks/a", 400, "{\"title\":\"Cannot cancel\",\"currentStatus\":\"failed\"}")
        .on("DELETE /tasks/b", 200, "{\"message\":\"Cancelled b\"}")
        .on("DELETE /tasks/d", 200, "{\"message\":\"Cancelled d\"}");

    var ran = client.run("cancel", "a", "b", "c", "d");

    assertThat(ran.code()).as("as the first refusal").isEqualTo(1);
    assertThat(ran.out().lines()).containsExactly("Cancelled b", "Cancelled d");
    assertThat(ran.talk().lines())
        .satisfiesExactly(
            a -> assertThat(a).startsWith("journeyman: a: Cannot cancel."),
            c -> assertThat(c).startsWith("journeyman: c: Not found."));
  }

  @Test
  void aRefusedTokenEndsACancellation() {
    service.on("DELETE /tasks/a", 401, "{}");

    assertThat(client.run("cancel", "a", "b").code()).isEqualTo(4);
    assertThat(service.asked("/tasks/b")).isEmpty();
  }

  @Test
  void jsonSaysTheSameWithoutWhatATerminalObeys() {
    var named = task("failed").put("error", "\u009b2J \u007f \u202e \udb40\udc41 \ud83d\ude00 ü");
    service.on("GET /tasks/t", 200, named.toString());

    var out = client.run("show", "t", "--json").out();

    assertThat(out).contains("\\u009b2J \\u007f \\u202e \\udb40\\udc41 \ud83d\ude00 ü");
    assertThat(Json.parse(out)).isEqualTo(Json.parse(named.toString()));
  }

  @Test
  void commentsGoBackInOneBatch() {
    service
        .on("GET /tasks/t", 200, task("pending_approval").toString())
        .on("POST /tasks/t/reviews", 200, "{\"message\":\"Sent back\"}");

    var ran =
        client.run(
            "comment", "t", "Almost", "--on", "a/b.txt:7=Say it better", "--request-changes");

    assertThat(ran.code()).isZero();
    assertThat(service.asked("/tasks/t/reviews").getFirst().body())
        .isEqualTo(
            "{\"verdict\":\"request_changes\",\"tree\":\"1234abcd\",\"summary\":\"Almost\",\"comments\":[{\"path\":\"a/b.txt\",\"text\":\"Say it better\",\"side\":\"new\",\"line\":7}]}");
  }

  @Test
  void aDiffIsShownAndOnlyTheRawOneIsExact() {
    var patch = "+++ b/x\n+a \\u001b[31mred\\u001b[0m \\u202e\\r\\n";
    service
        .on(
            "GET /tasks/t/diff",
            200,
            "{\"files\":[{\"path\":\"x\",\"status\":\"added\",\"additions\":1,\"deletions\":0,\"binary\":false,\"runsCodeLater\":true,\"hiddenCharacters\":true,\"patch\":\""
                + patch.replace("\n", "\\n")
                + "\"}]}")
        .text("GET /tasks/t/diff", "+a \u001b[31mred\n");

    var shown = client.run("diff", "t");
    assertThat(shown.out())
        .contains("added x  +1 -0")
        .contains("runs code later")
        .contains("+a \\x1b[31mred\\x1b[0m <U+202E>")
        .doesNotContain("\u001b");
    assertThat(client.run("diff", "t", "--raw").out()).isEqualTo("+a \u001b[31mred\n");
  }

  @Test
  void aRollbackCanBePreviewed() {
    service.on(
        "GET /rollback/t",
        200,
        "{\"possible\":false,\"files\":[\"a\"],\"conflicts\":[\"a\"],\"diff\":\"-x\\n\"}");

    var ran = client.run("rollback", "t", "--preview");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("conflict: a").contains("-x");
    assertThat(service.asked("/rollback").getFirst().method()).isEqualTo("GET");
  }

  @Test
  void aMistypedCommandIsAnsweredShortly() {
    var ran = client.run("taks");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.talk()).contains("journeyman tasks").hasLineCount(3);
  }

  @Test
  void nobodyThereIsSaidWithTheRemedy() {
    service.close();

    var ran = client.run("health");

    assertThat(ran.code()).isEqualTo(6);
    assertThat(ran.talk()).contains("connection refused").contains("./journeyman serve");
  }

  @Test
  void busyIsTriedAgain() {
    service
        .on("GET /capabilities", 429, "{\"title\":\"Too many requests\"}")
        .on("GET /capabilities", 200, "{\"features\":{\"selfHealing\":true}}");

    assertThat(client.run("capabilities").out()).contains("selfHealing").contains("yes");
  }

  @Test
  void aSickServiceSaysWhatIsWrong() {
    service.on(
        "GET /health", 503, "{\"status\":\"unhealthy\",\"problems\":[\"The disk is full\"]}");

    var ran = client.run("health");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("unhealthy").contains("The disk is full");
  }

  @Test
  void onlyWhatIsSaidOfARepositoryChanges() {
    service.on("PATCH /repositories/r", 200, "{\"name\":\"r\",\"verify\":[\"make test\"]}");

    var ran = client.run("repos", "set", "r", "--verify", "make test", "--deploy", "");

    assertThat(ran.out()).contains("make test");
    assertThat(service.asked("/repositories/r").getFirst().body())
        .isEqualTo("{\"verify\":[\"make test\"],\"deploy\":null}");
  }

  @Test
  void aRepositoryIsTriedAndItsPoliciesAreShown() {
    service
        .on(
            "POST /repositories/r/check",
            200,
            """
            {"outcome":"FAILED","explanation":"`make lint` ended with 1.","checks":[
              {"command":"make test","exitCode":0,"flaky":["CartTest.slow"]},
              {"command":"make lint","exitCode":1}]}
            """)
        .on(
            "GET /repositories/r",
            200,
            """
            {"name":"r","approval":{"approvers":2,"alwaysAsk":["migrations/**"],
              "maxChangedLines":null}}
            """);

    var tried = client.run("repos", "check", "r");

    assertThat(tried.code()).isEqualTo(1);
    assertThat(tried.out())
        .contains("Passed: make test", "Flaky: CartTest.slow", "FAILED: make lint");
    assertThat(client.run("repos", "show", "r").out())
        .contains("approvers 2, alwaysAsk [\"migrations/**\"]")
        .doesNotContain("maxChangedLines");
  }

  @Test
  void whyAPersonHasToDecideIsTold() {
    var waiting = task("pending_approval");
    waiting.putArray("approvalReasons").add("migrations/1.sql always asks \u001b[2J");
    waiting
        .put("approvalsRequired", 2)
        .putArray("approvals")
        .addObject()
        .put("by", "ada")
        .put("stands", true);
    service.on("GET /tasks/t", 200, waiting.toString());

    assertThat(client.run("show", "t").out())
        .contains("Waits because: migrations/1.sql always asks", "Approvals: 1 of 2")
        .doesNotContain("\u001b[2J");
  }

  @Test
  void whereAChangeIsOnItsHostIsTold() {
    var waiting = task("pending_approval");
    waiting
        .putObject("pullRequest")
        .put("number", 7)
        .put("state", "open")
        .put("url", "https://github.example.test/acme/app/pull/7");
    waiting.putNull("revertPullRequest");
    service.on("GET /tasks/t", 200, waiting.toString());

    assertThat(client.run("show", "t").out())
        .contains("Pull request #7, open https://github.example.test/acme/app/pull/7")
        .doesNotContain("Revert");
  }

  @Test
  void completionKnowsEveryCommand() {
    assertThat(client.run("completion", "bash").out())
        .contains("rollback")
        .contains("--preview")
        .contains("complete -F");
    assertThat(client.run("completion", "zsh").out()).startsWith("autoload -U +X compinit");
  }
}
