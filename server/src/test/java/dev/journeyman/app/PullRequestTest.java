package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes that land by pull request, on a host with branches and merges of its own.
@SuppressWarnings("NullAway.Init")
class PullRequestTest {

  private static GitHubHost host;
  private static TestService service;

  @TempDir private static Path place;

  @BeforeAll
  static void start() throws Exception {
    host = new GitHubHost(place.resolve("github"));
    var variables = new HashMap<>(host.variables());
    variables.put("PUBLIC_URL", "https://journeyman.example.test");
    service = TestService.start(WholeWayTest.script(), variables);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    host.close();
  }

  private static TestRepository repository(Map<String, ?> landing) throws Exception {
    var policy = new HashMap<String, Object>(landing);
    policy.put("way", "pull_request");
    return service.hosted(
        host, Map.of("verify", List.of(TestRepository.VERIFY), "landing", policy));
  }

  private static JsonNode offered(String id) throws Exception {
    service.rest(id);
    service.awaitField(id, "/pullRequest/state", "open");
    return service.get("/tasks/" + id).body();
  }

  @Test
  void approvedWorkIsMergedExactlyAndTakenBackByAPullRequest() throws Exception {
    var repository = repository(Map.of());
    var head = repository.head();
    var id = service.submit(repository, "Write a note", Map.of());

    var waiting = offered(id);
    var pull = host.pulls(repository).getFirst();
    assertThat(pull.path("title").textValue()).isEqualTo("Write a note");
    assertThat(pull.path("body").textValue())
        .contains(waiting.path("tree").textValue())
        .contains(waiting.at("/result/verification/hash").textValue())
        .contains("1 run, 1 passed, 0 failed, 0 skipped")
        .contains("https://journeyman.example.test/tasks/" + id + "/review")
        .contains("cannot promise the tree");
    assertThat(waiting.at("/pullRequest/url").textValue()).endsWith("/pull/" + pull.path("number"));
    assertThat(waiting.at("/result/verification/policy/promise").textValue())
        .contains("cannot promise");
    assertThat(host.commit(repository, "main")).isEqualTo(head);

    var approved = service.land(id);
    assertThat(approved.at("/status").asText()).isEqualTo("completed");
    assertThat(approved.at("/pullRequest/state").asText()).isEqualTo("merged");
    repository.pull();
    assertThat(repository.head()).isEqualTo(approved.at("/deployedCommit").asText());
    assertThat(repository.tree()).isEqualTo(waiting.path("tree").textValue());
    assertThat(repository.git("log", "-1", "--format=%B"))
        .startsWith("Write a note (#%d)".formatted(pull.path("number").asInt()))
        .contains("Task-Id: " + id, "Approved-by: tester");
    assertThat(host.commit(repository, "journeyman/" + id)).as("the branch is gone").isEmpty();
    var landing = approved.at("/result/landing");
    assertThat(landing.path("tree")).isEqualTo(waiting.path("tree"));
    assertThat(landing.path("explanation").textValue()).contains("exactly the approved tree");
    assertThat(service.text("/tasks/" + id + "/evidence?hash=" + landing.path("hash").textValue()))
        .contains("exactly the approved tree");

    assertThat(service.get("/rollback/" + id).text("/files/0")).isEqualTo("note.txt");
    var back = service.takeBack(id);
    assertThat(back.path("status").textValue()).isEqualTo("rolled_back");
    assertThat(back.at("/revertPullRequest/state").textValue()).isEqualTo("merged");
    repository.pull();
    assertThat(repository.has("note.txt")).isFalse();
    assertThat(host.pulls(repository)).hasSize(2);
    assertThat(host.pulls(repository).getLast().path("title").textValue())
        .isEqualTo("Revert \"Write a note\"");
    assertThat(repository.git("ls-remote", "--heads", "origin").lines()).hasSize(1);
    assertThat(service.get("/audit/verify").body().path("valid").booleanValue()).isTrue();
    var audit = service.text("/audit?limit=100&subject=" + id);
    assertThat(audit).contains("branch.push", "pull_request.open", "branch.remove");
    assertThat(service.text("/audit?action=branch.revert&subject=" + id))
        .contains("\"repository\"", "\"tree\"", "/pull/");
  }

  @Test
  void whatIsRejectedOrCancelledIsClosedAndItsBranchIsGone() throws Exception {
    var repository = repository(Map.of());
    var rejected = service.submit(repository, "Write a note", Map.of());
    offered(rejected);
    service.post("/approve/" + rejected, Map.of("approved", false, "reason", "no need"));
    service.awaitField(rejected, "/pullRequest/state", "closed");
    var cancelled = service.submit(repository, "Write a note", Map.of());
    offered(cancelled);
    service.delete("/tasks/" + cancelled);
    service.awaitField(cancelled, "/pullRequest/state", "closed");

    assertThat(host.pulls(repository))
        .allSatisfy(pull -> assertThat(pull.path("state").textValue()).isEqualTo("closed"))
        .hasSize(2);
    assertThat(repository.git("ls-remote", "--heads", "origin").lines()).hasSize(1);
  }

  @Test
  void whatTheHostDoesNotMergeYetWaitsWithoutAWorkerAndGoesOnByItself() throws Exception {
    var repository = repository(Map.of());
    var id = service.submit(repository, "Write a note", Map.of());
    offered(id);
    host.obstacle = "Required status check \"build\" is expected.";
    try {
      service.approveAtOnce(id);
      service.awaitField(
          id,
          "/currentStep",
          "Waiting for GitHub to merge pull request #%d: Required status check \"build\" is expected. (blocked)"
              .formatted(host.pulls(repository).getFirst().path("number").asInt()));
      service.restart();
      assertThat(service.get("/tasks/" + id).text("/status")).isEqualTo("approved");
      service.awaitIdle();
      long asked = host.count("PUT", ".*/merge");
      TestService.until(() -> host.count("PUT", ".*/merge") > asked + 1);
      assertThat(service.text("/tasks/" + id + "/events?limit=500").split("is expected", -1))
          .as("to wait on is no event")
          .hasSize(2);
    } finally {
      host.obstacle = "";
    }

    var done = service.await(id, Set.of(TaskStatus.COMPLETED));

    assertThat(done.at("/pullRequest/state").textValue()).isEqualTo("merged");
    assertThat(host.pulls(repository)).hasSize(1);
  }

  @Test
  void inj05AMovedBranchIsVerifiedAgainUnderTheSamePullRequest() throws Exception {
    var repository = repository(Map.of());
    var id = service.submit(repository, "Write a note", Map.of());
    var waiting = offered(id);
    repository.push("other.txt", "somebody else's\n");

    var approved = service.land(id);

    assertThat(approved.at("/status").asText()).isEqualTo("completed");
    assertThat(approved.at("/approvals/1/carriedOver").asText())
        .isEqualTo(waiting.path("tree").textValue());
    assertThat(approved.at("/result/landing/explanation").asText())
        .contains("exactly the approved");
    assertThat(host.pulls(repository)).hasSize(1);
    assertThat(host.pulls(repository).getFirst().path("body").textValue())
        .contains(approved.at("/tree").asText());
    repository.pull();
    assertThat(repository.tree()).isEqualTo(approved.at("/tree").asText());
    assertThat(repository.has("other.txt")).isTrue();
  }

  @Test
  void anotherTreeThanTheApprovedOneIsSaidAndVerifiedAfterwards() throws Exception {
    var repository = repository(Map.of());
    var id = service.submit(repository, "Write a note", Map.of());
    offered(id);
    host.beforeMerge = () -> pushed(repository, "other.txt", "in the last moment\n");

    var approved = service.land(id);

    assertThat(approved.at("/status").asText()).isEqualTo("completed");
    repository.pull();
    var landing = approved.at("/result/landing");
    assertThat(landing.path("tree").textValue())
        .isEqualTo(repository.tree())
        .isNotEqualTo(approved.at("/tree").asText());
    assertThat(landing.path("outcome").textValue()).isEqualTo("VERIFIED");
    assertThat(landing.path("explanation").textValue()).contains("was approved");
    assertThat(service.text("/audit?action=landing.differs&subject=" + id))
        .contains("\"sameChange\":true");
    host.beforeMerge = () -> pushed(repository, "third.txt", "and once more\n");
    var back = service.takeBack(id);
    assertThat(back.path("status").textValue()).isEqualTo("rolled_back");
    repository.pull();
    assertThat(back.at("/result/rollback/tree").textValue()).isEqualTo(repository.tree());
    assertThat(repository.has("note.txt")).isFalse();
    assertThat(repository.has("other.txt")).isTrue();
  }

  @Test
  void anotherTreeThatFailsIsTakenBackByItself() throws Exception {
    var repository = repository(Map.of());
    var id = service.submit(repository, "Write a note", Map.of());
    offered(id);
    host.beforeMerge =
        () ->
            pushed(
                repository,
                "test_note.py",
                """
                import pathlib
                import unittest


                class NoteTest(unittest.TestCase):
                    def test_there_is_no_note(self):
                        self.assertFalse(pathlib.Path("note.txt").exists())
                """);

    service.approve(id);
    var back = service.await(id, Set.of(TaskStatus.ROLLED_BACK, TaskStatus.ROLLBACK_FAILED));

    assertThat(back.path("status").textValue()).isEqualTo("rolled_back");
    assertThat(back.path("rollbackInitiatedBy").textValue()).isEqualTo("journeyman");
    assertThat(back.path("rollbackReason").textValue()).contains("test_there_is_no_note");
    assertThat(back.at("/result/landing/outcome").textValue()).isEqualTo("FAILED");
    repository.pull();
    assertThat(repository.has("note.txt")).isFalse();
    assertThat(repository.has("test_note.py")).isTrue();
  }

  private static void pushed(TestRepository repository, String path, String content) {
    try {
      repository.push(path, content);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theMethodIsThePolicys() throws Exception {
    var merging = repository(Map.of("method", "merge"));
    var rebasing = repository(Map.of("method", "rebase", "opens", "approval"));
    for (var repository : List.of(merging, rebasing)) {
      var id = service.submit(repository, "Write a note", Map.of());
      service.rest(id);
      if (repository.equals(rebasing)) {
        assertThat(service.get("/tasks/" + id).body().path("pullRequest").isNull())
            .as("not before it is approved")
            .isTrue();
      }
      assertThat(service.land(id).path("status").textValue()).isEqualTo("completed");
      repository.pull();
      assertThat(repository.tree()).isEqualTo(service.get("/tasks/" + id).text("/tree"));
      assertThat(service.takeBack(id).path("status").textValue()).isEqualTo("rolled_back");
    }
    assertThat(merging.git("log", "-1", "--format=%P").strip().split(" ")).hasSize(2);
    assertThat(rebasing.git("log", "-1", "--format=%s%n%P").strip().split("[ \n]+", 0))
        .as("the step is a commit")
        .startsWith("Write", "the", "note");
  }
}
