package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import dev.journeyman.durability.ServiceProcess;
import dev.journeyman.simulator.Simulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that is killed between what it asked of the host and the answer.
class PullRequestCrashTest {

  private static final long PATIENCE_SECONDS = 240;

  @TempDir private Path place;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aKilledServiceFindsWhatItHasMadeAndMerged() throws Exception {
    try (var home = DemoPlace.create();
        var host = new GitHubHost(place.resolve("github"));
        var simulator = Simulator.start(0, WholeWayTest.script())) {
      var settings = new HashMap<>(host.variables());
      settings.put("ANTHROPIC_BASE_URL", simulator.baseUrl().toString());
      try (var service = new ServiceProcess(home.directory().resolve("home"), settings)) {
        service.start();
        wholeWay(service, host, TestRepository.create(home.directory().resolve("app")));
      }
    }
  }

  private void wholeWay(ServiceProcess service, GitHubHost host, TestRepository repository)
      throws Exception {
    call(
        service,
        "POST",
        "/repositories",
        Map.of(
            "name", "app",
            "location", host.host(repository),
            "verify", List.of(TestRepository.VERIFY),
            "landing", Map.of("way", "pull_request")));

    var opening = killedAt(service, host, "POST .*/pulls");
    var task = Map.of("task", "Write a note", "repository", "app");
    var id = call(service, "POST", "/execute", task).path("taskId").textValue();
    opening.await();
    service.start();
    await(service, id, "/pullRequest/state", "open");

    var merging = killedAt(service, host, "PUT .*/merge");
    approveAtOnce(service, id);
    merging.await();
    var removing = killedAtRemoval(service, host);
    service.start();
    removing.await();
    service.start();
    await(service, id, "/status", "completed");
    assertThat(host.commit(repository, "journeyman/" + id)).as("the branch is gone").isEmpty();

    assertThat(host.pulls(repository)).hasSize(1);
    repository.pull();
    assertThat(repository.git("rev-list", "--count", "main").strip()).isEqualTo("2");

    var reverting = killedAt(service, host, "PUT .*/merge");
    call(service, "POST", "/rollback/" + id, Map.of());
    reverting.await();
    service.start();
    await(service, id, "/status", "rolled_back");

    assertThat(host.pulls(repository)).hasSize(2);
    repository.pull();
    assertThat(repository.git("rev-list", "--count", "main").strip()).isEqualTo("3");
    assertThat(repository.has("note.txt")).isFalse();
    assertThat(call(service, "GET", "/audit/verify", Map.of()).path("valid").booleanValue())
        .isTrue();
  }

  /// Counts down once the service was killed after the host had done this and before it said so.
  private static CountDownLatch killedAt(ServiceProcess service, GitHubHost host, String call) {
    var killed = new CountDownLatch(1);
    host.beforeAnswer =
        made -> {
          if (made.matches(call) && killed.getCount() > 0) {
            kill(service);
            killed.countDown();
          }
        };
    return killed;
  }

  /// Likewise, before the host has done the first push that comes.
  private static CountDownLatch killedAtRemoval(ServiceProcess service, GitHubHost host) {
    var killed = new CountDownLatch(1);
    host.git.before =
        call -> {
          if (call.contains("service=git-receive-pack") && killed.getCount() > 0) {
            kill(service);
            killed.countDown();
            throw new IllegalStateException("The one who asked is dead");
          }
        };
    return killed;
  }

  private static void kill(ServiceProcess service) {
    try {
      service.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The service dies over the answer.
  private void approveAtOnce(ServiceProcess service, String id) throws InterruptedException {
    try {
      call(service, "POST", "/approve/" + id, Map.of("approved", true));
    } catch (IOException _) {
      return;
    }
  }

  private void await(ServiceProcess service, String id, String pointer, String value)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    var task = call(service, "GET", "/tasks/" + id, Map.of());
    while (!task.at(pointer).asText().equals(value)) {
      assertThat(System.nanoTime()).as(task.toString()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
      task = call(service, "GET", "/tasks/" + id, Map.of());
    }
  }

  private JsonNode call(ServiceProcess service, String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(service.address("/api/autonomous" + path))
            .header("Authorization", "Bearer " + ServiceProcess.token("tester"))
            .header("Content-Type", "application/json")
            .header("Prefer", "wait=0")
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(StoredJson.write(body)))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return StoredJson.tree(answer.body());
  }
}
