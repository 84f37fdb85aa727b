package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// People who are at the same pull request at the same moment as the service.
class PullRequestRaceTest extends PullRequestTestBed {

  /// The service looks once before it finds that the target branch has moved, and once after.
  private static final int LAST_LOOK = 2;

  @Test
  void whatAPersonMergesWhileItIsVerifiedAgainHasLandedAndCanBeTakenBack() throws Exception {
    var repository = repository();
    var id = offered(repository);
    int number = host.pulls(repository).getFirst().path("number").asInt();
    repository.push("other.txt", "somebody else's\n");
    var looks = new AtomicInteger();
    host.beforeAnswer =
        call -> {
          if (call.startsWith("GET")
              && call.endsWith("/pulls/" + number)
              && looks.incrementAndGet() == LAST_LOOK) {
            merge(repository, number);
          }
        };

    var landed = service.land(id);

    assertThat(landed.path("status").textValue())
        .as(landed.path("error").asText())
        .isEqualTo("completed");
    assertThat(landed.at("/result/landing/explanation").textValue()).contains("approved");
    assertThat(landed.at("/pullRequest/state").textValue()).isEqualTo("merged");
    host.beforeAnswer = _ -> {};
    service.post("/rollback/" + id, Map.of("reason", "as a test"));
    service.await(id, Set.of(TaskStatus.ROLLED_BACK));
    repository.pull();
    assertThat(repository.has("note.txt")).isFalse();
    assertThat(repository.has("other.txt")).isTrue();
  }

  @Test
  void whatAPersonMergesWhileTheChecksRunHasLandedAndCanBeTakenBack() throws Exception {
    var repository =
        service.hosted(
            host,
            Map.of(
                "verify", List.of("sleep 3; " + TestRepository.VERIFY),
                "deploy", "true",
                "landing", Map.of("way", "pull_request")));
    var id = offered(repository);
    int number = host.pulls(repository).getFirst().path("number").asInt();
    repository.push("other.txt", "somebody else's\n");

    service.approveAtOnce(id);
    service.awaitField(id, "/status", "verifying");
    // The branch has been fetched by then; were it later, it would be found on the way.
    Thread.sleep(1500);
    host.mergeByHand(repository, number);
    var merged = host.commit(repository, "main");
    var landed = service.await(id, Set.of(TaskStatus.COMPLETED, TaskStatus.DEPLOYMENT_FAILED));

    assertThat(landed.path("status").textValue())
        .as(landed.path("error").asText())
        .isEqualTo("completed");
    assertThat(landed.path("deployedCommit").textValue()).isEqualTo(merged);
    assertThat(landed.at("/pullRequest/number").intValue()).isEqualTo(number);
    assertThat(landed.at("/pullRequest/state").textValue()).isEqualTo("merged");
    assertThat(host.pulls(repository))
        .noneMatch(pull -> pull.path("state").textValue().equals("open"));
    TestService.until(() -> host.commit(repository, "journeyman/" + id).isEmpty());
    assertThat(service.takeBack(id).path("status").textValue()).isEqualTo("rolled_back");
    repository.pull();
    assertThat(repository.has("note.txt")).isFalse();
    assertThat(repository.has("other.txt")).isTrue();
  }

  private static void merge(TestRepository repository, int number) {
    try {
      host.mergeByHand(repository, number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
