package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// People who close, merge and push to what a task offers on the host.
class PullRequestPeopleTest extends PullRequestTestBed {

  private static final String PULLS = "/repos/acme/[^/]+/pulls";

  /// As long as the service waits for an answer of the host.
  private static final Duration GIVEN_UP = Duration.ofSeconds(30);

  @Test
  void whatPeopleDoToThePullRequestIsNotOverlooked() throws Exception {
    var repository = repository();
    var id = offered(repository);
    int number = host.pulls(repository).getFirst().path("number").asInt();
    var head = repository.head();

    host.edit(number, "state", "closed");
    assertThat(service.land(id).path("error").textValue())
        .contains("closed on GitHub without being merged");

    host.edit(number, "state", "open");
    host.edit(number, "into", "elsewhere");
    assertThat(retried(id)).contains("goes to the branch elsewhere");

    host.edit(number, "into", "main");
    repository.git("fetch", "--quiet", "origin");
    var branch = "journeyman/" + id;
    repository.git("checkout", "--quiet", "-b", "mine", "origin/" + branch);
    repository.write("note.txt", "not what was approved\n");
    repository.commit("Better it");
    repository.git("push", "--quiet", "origin", "mine:" + branch);
    assertThat(retried(id)).contains("which is not what the service verified");
    assertThat(host.commit(repository, "main")).isEqualTo(head);

    repository.git("push", "--quiet", "--force", "origin", "mine~1:" + branch);
    service.post("/tasks/" + id + "/retry", Map.of());
    service.await(id, Set.of(TaskStatus.COMPLETED));
    assertThat(host.pulls(repository)).hasSize(1);
  }

  /// @return why it failed again
  private static String retried(String id) throws Exception {
    service.post("/tasks/" + id + "/retry", Map.of());
    return service.await(id, Set.of(TaskStatus.DEPLOYMENT_FAILED)).path("error").textValue();
  }

  @Test
  void whatAPersonHasMergedIsFoundAndNotMergedAgain() throws Exception {
    var repository = repository();
    var id = offered(repository);
    host.mergeByHand(repository, host.pulls(repository).getFirst().path("number").asInt());
    var merged = host.commit(repository, "main");

    var approved = service.land(id);

    assertThat(approved.path("status").textValue()).isEqualTo("completed");
    assertThat(approved.path("deployedCommit").textValue()).isEqualTo(merged);
    assertThat(host.commit(repository, "main")).isEqualTo(merged);
    assertThat(service.takeBack(id).path("status").textValue()).isEqualTo("rolled_back");
  }

  @Test
  void theMergeOfAnEarlierStateIsNotThatOfWhatIsOfferedNow() throws Exception {
    var repository = repository();
    var id = offered(repository);
    int number = host.pulls(repository).getFirst().path("number").asInt();
    host.fail("GET", PULLS + "/" + number, 502, Map.of());

    sentBack(id);
    service.awaitEvent(id, "stage", "it answered 502");
    host.mergeByHand(repository, number);
    service.awaitField(id, "/pullRequest/number", String.valueOf(number + 1));
    service.awaitField(id, "/pullRequest/state", "open");

    var second = service.get("/tasks/" + id).body();
    assertThat(second.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(host.commit(repository, "journeyman/" + id))
        .isEqualTo(second.at("/pullRequest/head").textValue());
    service.delete("/tasks/" + id);
    service.awaitField(id, "/pullRequest/state", "closed");
    assertThat(host.commit(repository, "journeyman/" + id)).isEmpty();
  }

  @Test
  void aRevertThatAPersonHasClosedIsOfferedAnewAndFoundWhenOneHasMergedIt() throws Exception {
    var repository = deployed("true");
    var id = offered(repository);
    assertThat(service.land(id).path("status").textValue()).isEqualTo("completed");
    host.obstacle = "At least 1 approving review is required by reviewers with write access.";
    try {
      service.rollbackAtOnce(id);
      service.awaitEvent(id, "status", "approving review");
      int number = lastOf(repository);
      host.edit(number, "state", "closed");
      var failed = service.await(id, Set.of(TaskStatus.ROLLBACK_FAILED, TaskStatus.ROLLED_BACK));
      assertThat(failed.path("error").textValue())
          .isEqualTo(
              "Pull request #%d was closed on GitHub without being merged; the change is still on main"
                  .formatted(number));
      assertThat(failed.at("/errorDetail/remedy").textValue()).contains("Retry the rollback");
      assertThat(host.commit(repository, "journeyman/revert-" + id)).isEmpty();

      service.post("/tasks/" + id + "/retry", Map.of());
      service.awaitField(id, "/revertPullRequest/number", String.valueOf(number + 1));
      service.awaitField(id, "/revertPullRequest/state", "open");
      host.mergeByHand(repository, lastOf(repository));
    } finally {
      host.obstacle = "";
    }

    var back = service.await(id, Set.of(TaskStatus.ROLLED_BACK, TaskStatus.ROLLBACK_FAILED));

    assertThat(back.path("status").textValue())
        .as(back.path("error").asText())
        .isEqualTo("rolled_back");
    assertThat(back.at("/revertPullRequest/state").textValue()).isEqualTo("merged");
  }

  private static int lastOf(TestRepository repository) {
    return host.pulls(repository).getLast().path("number").asInt();
  }

  @Test
  void aRevertThatLaterWorkStoodInTheWayOfIsOfferedAnewWhenItIsAskedForAgain() throws Exception {
    var repository = repository();
    var id = offered(repository);
    assertThat(service.land(id).path("status").textValue()).isEqualTo("completed");
    repository.pull();
    var note = repository.read("note.txt");
    host.obstacle = "At least 1 approving review is required by reviewers with write access.";
    try {
      service.rollbackAtOnce(id);
      service.awaitEvent(id, "status", "approving review");
      repository.push("note.txt", "somebody else's\n");
      var kept = service.await(id, Set.of(TaskStatus.COMPLETED, TaskStatus.ROLLBACK_FAILED));
      assertThat(kept.path("error").textValue()).contains("Later work changed the same places");
      service.awaitField(id, "/revertPullRequest/state", "closed");
      TestService.until(() -> host.commit(repository, "journeyman/revert-" + id).isEmpty());
    } finally {
      host.obstacle = "";
    }
    repository.push("note.txt", note);

    var back = service.takeBack(id);

    assertThat(back.path("status").textValue())
        .as(back.path("error").asText())
        .isEqualTo("rolled_back");
    assertThat(host.pulls(repository)).hasSize(3);
    assertThat(back.at("/revertPullRequest/number").asInt()).isEqualTo(lastOf(repository));
  }

  @Test
  void whatWasClosedOpenedAgainAndMergedIsTakenBack() throws Exception {
    var repository = repository();
    var id = offered(repository);
    int number = host.pulls(repository).getFirst().path("number").asInt();
    host.edit(number, "state", "closed");
    assertThat(service.land(id).path("status").textValue()).isEqualTo("deployment_failed");
    host.edit(number, "state", "open");
    host.mergeByHand(repository, number);

    var back = service.takeBack(id);

    assertThat(back.path("status").textValue()).isEqualTo("rolled_back");
    repository.pull();
    assertThat(repository.git("rev-list", "--count", "main").strip()).isEqualTo("3");
    assertThat(repository.has("note.txt")).isFalse();
  }

  /// Two commits are offered, and the policy says to merge them.
  @Test
  void allOfThemAreTakenBackHoweverAPersonHadThemMerged() throws Exception {
    for (var method : List.of("rebase", "merge", "squash")) {
      var repository =
          service.hosted(
              host,
              Map.of(
                  "verify", List.of(TestRepository.VERIFY),
                  "landing", Map.of("way", "pull_request", "method", "merge")));
      var before = repository.tree();
      var id = offered(repository);
      var first = host.commit(repository, "journeyman/" + id);
      sentBack(id);
      service.rest(id);
      int number = host.pulls(repository).getFirst().path("number").asInt();
      TestService.until(() -> !host.commit(repository, "journeyman/" + id).equals(first));
      repository.git("fetch", "--quiet", "origin");
      assertThat(repository.git("rev-list", "--count", "main..origin/journeyman/" + id).strip())
          .isEqualTo("2");
      host.mergeByHand(repository, number, method);
      assertThat(service.land(id).path("status").textValue()).isEqualTo("completed");

      var back = service.takeBack(id);

      assertThat(back.path("status").textValue()).as(method).isEqualTo("rolled_back");
      repository.pull();
      assertThat(repository.tree()).as(method).isEqualTo(before);
    }
  }

  private static void sentBack(String id) throws Exception {
    service.post(
        "/tasks/" + id + "/reviews",
        Map.of(
            "verdict",
            "request_changes",
            "tree",
            service.get("/tasks/" + id).text("/tree"),
            "summary",
            "Say it better",
            "comments",
            List.of(Map.of("path", "note.txt", "line", 1, "text", "a better one"))));
  }

  @Test
  void whoCallsALandingOffDuringTheMergeIsAnsweredAtOnceAndTheMergeIsTakenBack() throws Exception {
    var repository = repository();
    var before = repository.tree();
    var id = offered(repository);
    var answered = new CompletableFuture<TestService.Answer>();
    var took = new CompletableFuture<Duration>();
    host.beforeMerge =
        () -> {
          long start = System.nanoTime();
          calledOff(id, answered);
          took.complete(Duration.ofNanos(System.nanoTime() - start));
        };

    service.approveAtOnce(id);
    var back = service.await(id, Set.of(TaskStatus.ROLLED_BACK, TaskStatus.COMPLETED));

    assertThat(answered.join().text("/task/status")).isEqualTo("rolling_back");
    assertThat(took.join()).as("not when the service gave the host up").isLessThan(GIVEN_UP);
    assertThat(back.path("status").textValue()).isEqualTo("rolled_back");
    repository.pull();
    assertThat(repository.tree()).isEqualTo(before);
    assertThat(repository.git("rev-list", "--count", "main").strip()).isEqualTo("3");
  }

  private static void calledOff(String id, CompletableFuture<TestService.Answer> answered) {
    try {
      answered.complete(service.rollbackAtOnce(id));
    } catch (IOException | InterruptedException e) {
      answered.completeExceptionally(e);
    }
  }

  @Test
  void aLandingThatWaitsCanBeCalledOff() throws Exception {
    var repository = repository();
    var head = repository.head();
    var id = offered(repository);
    host.obstacle = "At least 1 approving review is required by reviewers with write access.";
    try {
      service.approveAtOnce(id);
      service.awaitEvent(id, "status", "approving review");

      var back = service.takeBack(id);

      assertThat(back.path("status").textValue()).isEqualTo("rolled_back");
      service.awaitField(id, "/pullRequest/state", "closed");
      assertThat(host.commit(repository, "main")).isEqualTo(head);
      assertThat(host.commit(repository, "journeyman/" + id)).isEmpty();
    } finally {
      host.obstacle = "";
    }
  }
}
