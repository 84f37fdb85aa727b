package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A host of pull requests that refuses, loses answers, or is away.
class PullRequestTroubleTest extends PullRequestTestBed {

  private static final String PULLS = "/repos/acme/[^/]+/pulls";
  private static final String MERGE = PULLS + "/\\d+/merge";

  @Test
  void answersThatAreLostMakeNothingTwice() throws Exception {
    var repository = repository();
    host.loseAnswer("POST", PULLS);
    host.loseAnswer("PUT", MERGE);
    var id = offered(repository);

    service.approveAtOnce(id);
    service.await(id, Set.of(TaskStatus.COMPLETED));

    assertThat(host.pulls(repository)).hasSize(1);
    repository.pull();
    assertThat(repository.git("rev-list", "--count", "main").strip()).isEqualTo("2");
  }

  @Test
  void aRefusalIsExplainedAndARetryGoesOn() throws Exception {
    var repository = repository();
    var id = offered(repository);
    var remedies =
        Map.of(
            401, "GITHUB_TOKEN that is valid",
            403, "rights to write contents and pull requests",
            404, "still there",
            422, "Read what GitHub says");
    for (var refusal : remedies.entrySet()) {
      host.fail("PUT", MERGE, refusal.getKey(), Map.of());
      if (service.get("/tasks/" + id).text("/status").equals("pending_approval")) {
        service.approveAtOnce(id);
      } else {
        service.post("/tasks/" + id + "/retry", Map.of());
      }
      var failed = service.await(id, Set.of(TaskStatus.DEPLOYMENT_FAILED));
      assertThat(failed.path("error").textValue())
          .contains("GitHub refused to merge pull request #", "This fault was asked for");
      assertThat(failed.at("/errorDetail/remedy").textValue()).contains(refusal.getValue());
    }

    service.post("/tasks/" + id + "/retry", Map.of());

    service.await(id, Set.of(TaskStatus.COMPLETED));
  }

  @Test
  void whatPassesByItselfIsWaitedFor() throws Exception {
    var repository = repository();
    host.fail("POST", PULLS, 502, Map.of());
    var id = offered(repository);
    host.fail("PUT", MERGE, 429, Map.of("Retry-After", "1"));
    host.fail("PUT", MERGE, 403, Map.of("X-RateLimit-Remaining", "0"));
    host.fail("PUT", MERGE, 503, Map.of());

    service.approveAtOnce(id);
    var done = service.await(id, Set.of(TaskStatus.COMPLETED, TaskStatus.DEPLOYMENT_FAILED));

    assertThat(done.path("status").textValue()).isEqualTo("completed");
    assertThat(service.text("/tasks/" + id + "/events?limit=500"))
        .contains("GitHub wants fewer requests", "it answered 503");
  }

  @Test
  void noLateLookInterruptsADeployment() throws Exception {
    var repository = deployed("sleep 10");
    host.fail("POST", PULLS, 502, Map.of());
    var id = service.submit(repository, "Write a note", Map.of());
    service.rest(id);
    service.awaitEvent(id, "stage", "it answered 502");
    host.obstacle = "Required status check \"build\" is expected.";
    try {
      service.approveAtOnce(id);
      service.awaitEvent(id, "status", "Required status check");
      service.post("/emergency-stop", Map.of());
      service.post("/emergency-resume", Map.of());
    } finally {
      host.obstacle = "";
    }

    var done = service.await(id, Set.of(TaskStatus.COMPLETED, TaskStatus.DEPLOYMENT_FAILED));

    assertThat(done.path("status").textValue())
        .as(done.path("error").asText())
        .isEqualTo("completed");
  }

  @Test
  void whatIsOfferedTooLateIsTakenAwayAgain() throws Exception {
    var repository = repository();
    var id = new CompletableFuture<String>();
    host.git.before =
        call -> {
          if (call.contains("service=git-receive-pack")) {
            host.git.before = _ -> {};
            cancelled(id.join());
          }
        };

    id.complete(service.submit(repository, "Write a note", Map.of()));

    // Once for the cancelled task, and once for what came too late.
    TestService.until(() -> removals(id.join()) == 2);
    assertThat(host.commit(repository, "journeyman/" + id.join())).isEmpty();
    assertThat(host.pulls(repository)).isEmpty();
    assertThat(service.get("/tasks/" + id.join()).text("/status")).isEqualTo("cancelled");
  }

  private static int removals(String id) throws IOException, InterruptedException {
    var path = "/audit?action=branch.remove&subject=" + id;
    return service.get(path).body().path("entries").size();
  }

  private static void cancelled(String id) {
    try {
      service.delete("/tasks/" + id);
      service.awaitField(id, "/pullRequest/state", "closed");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRemoteThatDoesNotAnswerForAWhileIsWaitedFor() throws Exception {
    var id = offered(repository());

    host.git.away = true;
    try {
      service.approveAtOnce(id);
      TestService.until(() -> step(id).contains("cannot be reached"));
    } finally {
      host.git.away = false;
    }
    service.awaitField(id, "/status", "completed");
    requireNothingIsBegunWhileItIsAway(id);

    host.obstacle = "At least 1 approving review is required by reviewers with write access.";
    try {
      service.rollbackAtOnce(id);
      service.awaitEvent(id, "status", "approving review");
      host.git.away = true;
      TestService.until(() -> step(id).contains("cannot be reached"));
    } finally {
      host.git.away = false;
      host.obstacle = "";
    }
    service.awaitField(id, "/status", "rolled_back");
  }

  private static void requireNothingIsBegunWhileItIsAway(String id)
      throws IOException, InterruptedException {
    host.git.away = true;
    try {
      for (var answer : List.of(service.get("/rollback/" + id), service.rollbackAtOnce(id))) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/type")).isEqualTo("/problems/repository-unreachable");
        assertThat(answer.text("/message"))
            .contains(host.git.host(), "cannot be reached", "try again");
      }
    } finally {
      host.git.away = false;
    }
    assertThat(service.get("/tasks/" + id).text("/status")).isEqualTo("completed");
    assertThat(service.get("/audit?action=task.rollback&subject=" + id).body().path("entries"))
        .isEmpty();
  }

  private static String step(String id) throws IOException, InterruptedException {
    return service.get("/tasks/" + id).text("/currentStep");
  }

  @Test
  void nothingIsOfferedDuringAnEmergencyStop() throws Exception {
    var repository = repository();
    host.fail("POST", PULLS, 502, Map.of());
    var id = service.submit(repository, "Write a note", Map.of());
    service.rest(id);
    service.awaitEvent(id, "stage", "it answered 502");
    service.post("/emergency-stop", Map.of());
    try {
      TestService.until(() -> looks(id) == 0);
      assertThat(host.pulls(repository)).isEmpty();
    } finally {
      service.post("/emergency-resume", Map.of());
    }
    service.awaitField(id, "/pullRequest/state", "open");
  }

  /// How many looks at what is on the host are still to come.
  private static int looks(String id) {
    return service
        .rooms()
        .database()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from scheduled_tasks"
                            + " where task_name = 'tending' and task_instance like :id || '/%'")
                    .bind("id", id)
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void whatCannotLandIsRefusedWhenItIsConfigured() throws Exception {
    var landing = Map.of("landing", Map.of("way", "pull_request"));
    var local = service.repository(TestRepository.VERIFY);
    var refused = service.patch("/repositories/" + local.directory().getFileName(), landing);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/message")).contains("is no repository of the GitHub");

    host.methods = new String[] {"merge"};
    try {
      var hosted = service.hosted(host, Map.of("verify", List.of(TestRepository.VERIFY)));
      var name = "/repositories/" + hosted.directory().getFileName();
      var squash = service.patch(name, landing);
      assertThat(squash.status()).isEqualTo(422);
      assertThat(squash.text("/message")).contains("does not allow to squash");
      var merge = Map.of("landing", Map.of("way", "pull_request", "method", "merge"));
      assertThat(service.patch(name, merge).text("/landing/way")).isEqualTo("pull_request");
    } finally {
      host.methods = new String[] {"merge", "squash", "rebase"};
    }
    assertThat(service.get("/capabilities").body().at("/integrations/github").booleanValue())
        .isTrue();
  }

  @Test
  void theTokenIsShownToTheHostAlone() throws Exception {
    var repository = repository();
    host.fail("PUT", MERGE, 401, Map.of());
    var id = offered(repository);
    service.land(id);

    assertThat(service.text("/tasks/" + id + "/events?limit=500")).doesNotContain(GitHubHost.TOKEN);
    assertThat(service.text("/audit?limit=500")).doesNotContain(GitHubHost.TOKEN);
    assertThat(service.simulator().requests().toString()).doesNotContain(GitHubHost.TOKEN);
    assertThat(host.pulls(repository).toString()).doesNotContain(GitHubHost.TOKEN);
    assertThat(host.exposed()).as("on command lines").isEmpty();
  }
}
