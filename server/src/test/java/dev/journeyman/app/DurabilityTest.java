package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tasks whose database goes away under them, and tasks that go on from a backup.
@SuppressWarnings("NullAway.Init")
class DurabilityTest {

  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(WholeWayTest.script());
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void aTaskGoesOnAfterItsDatabaseWasAwayForAMoment() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Write a note", Map.of());
    for (int i = 0; i < 10; i++) {
      service.cutDatabaseConnections();
      Thread.sleep(100);
    }

    var waiting = service.rest(id);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
    assertThat(repository.read("note.txt")).isEqualTo("a note\n");
  }

  @Test
  void aTaskGoesOnWhileSomebodySetsTheClock() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Write a note", Map.of());
    for (int minutes : new int[] {30, -90, 0, -60}) {
      service.shiftClock(Duration.ofMinutes(minutes));
      Thread.sleep(300);
    }

    var waiting = service.rest(id);
    var second = service.submit(repository, "Write a note", Map.of());
    var secondWaiting = service.rest(second);
    service.shiftClock(Duration.ZERO);

    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(secondWaiting.path("status").textValue()).isEqualTo("pending_approval");
    var times =
        service
            .get("/tasks/" + id + "/events?limit=500")
            .body()
            .path("events")
            .findValuesAsText("at")
            .stream()
            .map(Instant::parse)
            .toList();
    assertThat(times).hasSizeGreaterThan(10).isSorted();
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
  }

  @Test
  void whatWaitsForApprovalLandsFromABackup() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var id = service.submit(repository, "Write a note", Map.of());
    var tree = service.rest(id).path("tree").textValue();

    service.moveToBackup();

    assertThat(service.text("/tasks/" + id + "/diff")).contains("a note");
    assertThat(service.approve(id).text("/task/status")).isEqualTo("completed");
    assertThat(repository.tree()).isEqualTo(tree);
    assertThat(service.get("/audit/verify").body().toString()).contains("true");
    assertThatThrownBy(service::restoreAgain)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has a database already");
  }
}
