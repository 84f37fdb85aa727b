package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Pull requests that ended otherwise than the service wanted, and branches that do not go.
class PullRequestOutcomeTest extends PullRequestTestBed {

  @Test
  void whatAPersonHasMergedIntoAnotherBranchIsOfferedAnew() throws Exception {
    var repository = repository();
    var before = repository.tree();
    var id = offered(repository);
    int number = mergedElsewhere(repository);

    var landed = service.land(id);

    assertThat(landed.path("status").textValue()).isEqualTo("completed");
    assertThat(landed.at("/pullRequest/number").intValue()).isGreaterThan(number);
    repository.pull();
    assertThat(repository.tree()).isEqualTo(landed.path("tree").textValue());
    assertThat(service.takeBack(id).path("status").textValue()).isEqualTo("rolled_back");
    repository.pull();
    assertThat(repository.tree()).isEqualTo(before);
    assertThat(host.commit(repository, "elsewhere")).isNotEmpty();
  }

  @Test
  void whatAPersonHasMergedIntoAnotherBranchHasNotLanded() throws Exception {
    var repository = repository();
    var head = repository.head();
    var id = offered(repository);
    closedWhileItWasToLand(id, repository);
    mergedElsewhere(repository);

    var back = service.takeBack(id);

    assertThat(back.path("status").textValue()).isEqualTo("rolled_back");
    assertThat(back.path("currentStep").textValue())
        .isEqualTo("Stopped before anything was landed");
    assertThat(host.commit(repository, "main")).isEqualTo(head);
    TestService.until(() -> host.commit(repository, "journeyman/" + id).isEmpty());
  }

  private static int mergedElsewhere(TestRepository repository) throws Exception {
    int number = lastOf(repository);
    repository.git("push", "--quiet", "origin", "main:elsewhere");
    host.edit(number, "state", "open");
    host.edit(number, "into", "elsewhere");
    host.mergeByHand(repository, number);
    return number;
  }

  private static void closedWhileItWasToLand(String id, TestRepository repository)
      throws Exception {
    host.edit(lastOf(repository), "state", "closed");
    assertThat(service.land(id).path("status").textValue()).isEqualTo("deployment_failed");
  }

  private static int lastOf(TestRepository repository) {
    return host.pulls(repository).getLast().path("number").asInt();
  }

  @Test
  void anotherTreeThatCannotBeTakenBackIsComparedAllTheSame() throws Exception {
    var repository = repository();
    var id = offered(repository);
    closedWhileItWasToLand(id, repository);
    repository.push("other.txt", "in the last moment\n");
    host.edit(lastOf(repository), "state", "open");
    host.mergeByHand(repository, lastOf(repository));
    var merged = host.commit(repository, "main");
    repository.push("note.txt", "later work\n");

    service.rollbackAtOnce(id);
    var kept = service.await(id, Set.of(TaskStatus.COMPLETED, TaskStatus.ROLLBACK_FAILED));

    assertThat(kept.path("status").textValue()).isEqualTo("completed");
    assertThat(kept.path("error").textValue())
        .isEqualTo("Later work changed the same places: note.txt");
    assertThat(kept.path("deployedCommit").textValue()).isEqualTo(merged);
    assertThat(kept.at("/result/landing/outcome").textValue()).isEqualTo("VERIFIED");
    assertThat(kept.at("/result/landing/explanation").textValue()).contains("was approved");
    assertThat(audited("landing.differs", id)).hasSize(1);
  }

  @Test
  void aBranchThatTheHostDoesNotLetGoIsSaidAndGoesLater() throws Exception {
    var repository = repository();
    var id = offered(repository);
    var branch = "journeyman/" + id;
    host.protect(repository, true);

    service.delete("/tasks/" + id);
    service.awaitField(id, "/pullRequest/state", "closed");
    TestService.until(() -> problem(id).contains("did not let the branch"));

    assertThat(problem(id)).contains(branch, "remove the branch yourself");
    assertThat(audited("branch.remove", id)).isEmpty();
    assertThat(host.commit(repository, branch)).isNotEmpty();

    host.protect(repository, false);
    TestService.until(() -> host.commit(repository, branch).isEmpty());
    TestService.until(() -> problem(id).isEmpty());
    assertThat(audited("branch.remove", id)).hasSize(1);
  }

  private static String problem(String id) throws IOException, InterruptedException {
    return service.get("/tasks/" + id).body().at("/pullRequest/problem").asText("");
  }

  private static JsonNode audited(String action, String id)
      throws IOException, InterruptedException {
    return service.get("/audit?action=%s&subject=%s".formatted(action, id)).body().path("entries");
  }
}
