package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.Retention;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What readers are told of events that are no longer kept, and what runs out by itself.
class TrimmedEventsTest {

  private static final TestService SERVICE = new TestService();

  private final TestRooms rooms = SERVICE.rooms;

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void aCursorThatIsTooOldIsToldSo() {
    var task = trimmed();
    var log = "/api/autonomous/tasks/%s/events".formatted(task.id());
    var gone = SERVICE.client().get(log + "?after=1");
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.json().get("trimmedUntil").asLong()).isEqualTo(task.sequence());
    assertThat(gone.json().get("detail").asText())
        .contains(task.id().toString(), "were deleted", "after=" + task.sequence());

    var whole = SERVICE.client().get(log);
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.json().get("trimmedUntil").asLong()).isEqualTo(task.sequence());
    assertThat(whole.json().get("events"))
        .allMatch(event -> event.get("type").asText().equals("status"));
    assertThat(SERVICE.client().get(log + "?after=" + task.sequence()).status()).isEqualTo(200);
  }

  @Test
  void aLogOfWhichNothingIsGoneSaysThat() {
    var task = rooms.task(SERVICE.tenant);
    var log = SERVICE.client().get("/api/autonomous/tasks/%s/events?after=0".formatted(task.id()));
    assertThat(log.json().get("trimmedUntil").asLong()).isZero();
  }

  @Test
  void aStreamInFullDetailSaysItFirst() {
    var task = trimmed();
    var stream = "/api/autonomous/stream/" + task.id();
    try (var full = open(stream + "?detail=full");
        var plain = open(stream)) {
      var first = full.next();
      assertThat(first.name()).isEqualTo("trimmed");
      assertThat(first.id()).isEmpty();
      assertThat(first.json().get("until").asLong()).isEqualTo(task.sequence());
      assertThat(full.next().json().get("status").asText()).isEqualTo("cancelled");
      assertThat(plain.next().json().get("status").asText()).isEqualTo("cancelled");
    }
  }

  @Test
  void answersForKeysAndTicketsRunOut() {
    rooms.repository(SERVICE.tenant);
    var key = "retention-" + SERVICE.tenant;
    SERVICE.client().post("/api/autonomous/execute", "{\"task\":\"once\"}", "Idempotency-Key", key);
    var task = rooms.task(SERVICE.tenant);
    SERVICE.client().post("/api/autonomous/stream/%s/ticket".formatted(task.id()), "");
    assertThat(rows("idempotency", "key = '%s'".formatted(key))).isEqualTo(1);
    assertThat(rows("access_grant", "subject = '%s'".formatted(task.id()))).isEqualTo(1);

    var expiry = new Expiry(TestTenants.DATABASE);
    expiry.forget(Instant.now());
    assertThat(rows("idempotency", "key = '%s'".formatted(key))).isEqualTo(1);
    assertThat(expiry.forget(Instant.now().plus(Duration.ofHours(25)))).isGreaterThanOrEqualTo(2);
    assertThat(rows("idempotency", "key = '%s'".formatted(key))).isZero();
    assertThat(rows("access_grant", "subject = '%s'".formatted(task.id()))).isZero();
  }

  private static int rows(String table, String condition) {
    return TestTenants.DATABASE.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from %s where %s".formatted(table, condition))
                .mapTo(Integer.class)
                .one());
  }

  private Task trimmed() {
    var id = rooms.task(SERVICE.tenant).id();
    for (int turn = 0; turn < 3; turn++) {
      rooms.tasks.note(id, TaskEvents.of(TaskEvent.Type.TURN, Map.of("turn", turn)));
    }
    var task = rooms.tasks.decide(id, one -> one.become(TaskStatus.CANCELLED, "enough"));
    new Retention(TestTenants.DATABASE)
        .trimEvents(task.updatedAt().plus(Duration.ofSeconds(1)), () -> true);
    return task;
  }

  private static StreamReader open(String path) {
    return new StreamReader(SERVICE.port(), path, Optional.of(SERVICE.token()));
  }
}
