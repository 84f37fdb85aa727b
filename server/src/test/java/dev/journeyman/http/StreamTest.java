package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.http.StreamReader.Event;
import dev.journeyman.task.Progress;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StreamTest {

  private static final String STREAM = "/api/autonomous/stream/";
  private static final TestService SERVICE = new TestService();

  private final TestRooms rooms = SERVICE.rooms;

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void firstComesTheTaskThenEachChangeThenTheEnd() {
    var task = rooms.task(SERVICE.tenant);
    try (var reader = open(task.id(), "")) {
      assertThat(reader.status()).isEqualTo(200);
      assertThat(reader.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(reader.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(reader.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(reader.nextOfAll()).isEqualTo(new Event("", "retry", "2000"));
      var first = reader.next();
      assertThat(first.id()).isEqualTo(Long.toString(task.sequence()));
      assertThat(first.name()).isEqualTo("message");
      assertThat(first.json())
          .isEqualTo(SERVICE.client().get("/api/autonomous/tasks/" + task.id()).json());
      become(task, TaskStatus.ANALYZING);
      assertThat(reader.next().json().get("status").textValue()).isEqualTo("analyzing");
      var failed = become(task, TaskStatus.FAILED);
      var last = reader.next();
      assertThat(last.id()).isEqualTo(Long.toString(failed.sequence()));
      var end = reader.next();
      assertThat(end.name()).isEqualTo("end");
      assertThat(end.data()).isEqualTo(last.data());
      assertThat(reader.next()).isEqualTo(Event.CLOSED);
    }
  }

  @Test
  void whoReadTheEndIsToldToStop() {
    var task = rooms.task(SERVICE.tenant, TaskStatus.CANCELLED);
    var last = Long.toString(task.sequence());
    try (var again = open(task.id(), "", "Last-Event-ID", last);
        var byQuery = open(task.id(), "?lastEventId=" + last);
        var older = open(task.id(), "", "Last-Event-ID", "1");
        var foreign = open(task.id(), "", "Last-Event-ID", "x1")) {
      assertThat(again.status()).isEqualTo(204);
      assertThat(byQuery.status()).isEqualTo(204);
      assertThat(older.next().id()).isEqualTo(last);
      assertThat(older.next().name()).isEqualTo("end");
      assertThat(foreign.next().id()).isEqualTo(last);
    }
  }

  @Test
  void whoIsUpToDateHearsOnlyWhatIsNew() {
    var task = rooms.task(SERVICE.tenant);
    try (var reader = open(task.id(), "", "Last-Event-ID", Long.toString(task.sequence()))) {
      assertThat(reader.nextOfAll().name()).isEqualTo("retry");
      become(task, TaskStatus.ANALYZING);
      assertThat(reader.next().json().get("status").textValue()).isEqualTo("analyzing");
    }
  }

  @Test
  void fullDetailReplaysEachStoredEventOnceAndInOrder() {
    var task = rooms.task(SERVICE.tenant, TaskStatus.ANALYZING);
    for (int i = 0; i < 250; i++) {
      told(task, i);
    }
    try (var reader = open(task.id(), "?detail=full")) {
      var begun = reader.next();
      assertThat(begun.name()).isEqualTo("stage");
      assertThat(begun.json().at("/data/stage").textValue()).isEqualTo("analyze");
      for (int i = 0; i < 250; i++) {
        assertThat(reader.next().json().path("data").path("n").asInt()).isEqualTo(i);
      }
      var snapshot = reader.next();
      assertThat(snapshot.name()).isEqualTo("message");
      SERVICE.streams().passing(task.id(), "text", TaskJson.texts(java.util.List.of("hello")));
      var live = reader.next();
      assertThat(live).isEqualTo(new Event("", "text", "[\"hello\"]"));
      told(task, 250);
      SERVICE.streams().changed(task.id());
      var event = reader.next();
      assertThat(event.name()).isEqualTo("tool_call");
      assertThat(event.json().path("data").path("n").asInt()).isEqualTo(250);
      try (var resumed = open(task.id(), "?detail=full", "Last-Event-ID", snapshot.id())) {
        assertThat(resumed.next()).isEqualTo(event);
      }
    }
  }

  @Test
  @Timeout(120)
  void aReaderThatDoesNotReadIsCutOffAndHarmsNobody() throws Exception {
    awaitNoReaders();
    var task = rooms.task(SERVICE.tenant, TaskStatus.ANALYZING);
    try (var stuck = new Socket();
        var reader = open(task.id(), "")) {
      stuck.setReceiveBufferSize(4096);
      stuck.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), SERVICE.port()));
      stuck
          .getOutputStream()
          .write(
              "GET %s%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(STREAM, task.id(), SERVICE.token())
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(stuck.getInputStream().read()).isEqualTo('H');
      reader.next();
      var long50 = "x".repeat(200_000);
      int changes = 0;
      while (SERVICE.streams().readers() > 1 && changes < 500) {
        var text = changes + long50;
        rooms.tasks.decide(task.id(), t -> t.with(t.details().with(new Progress(text, 10))));
        SERVICE.streams().changed(task.id());
        assertThat(reader.next().json().get("currentStep").textValue()).isEqualTo(text);
        changes++;
      }
      assertThat(SERVICE.streams().readers()).isEqualTo(1);
    }
  }

  /// Readers of earlier tests are noticed as gone at the next heartbeat.
  private static void awaitNoReaders() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(45).toNanos();
    while (SERVICE.streams().readers() > 0 && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(SERVICE.streams().readers()).as("readers left by other tests").isZero();
  }

  @Test
  void aTicketOpensItsOwnStreamWithoutAHeader() {
    var task = rooms.task(SERVICE.tenant);
    var other = rooms.task(SERVICE.tenant);
    var ticket = SERVICE.client().post(STREAM + task.id() + "/ticket", "");
    assertThat(ticket.status()).isEqualTo(201);
    var path = ticket.json().get("streamEndpoint").textValue();
    try (var reader = new StreamReader(SERVICE.port(), path, Optional.empty());
        var again = new StreamReader(SERVICE.port(), path, Optional.empty());
        var wrong =
            new StreamReader(
                SERVICE.port(),
                path.replace(task.id().toString(), other.id().toString()),
                Optional.empty())) {
      assertThat(reader.next().json().get("id").textValue()).isEqualTo(task.id().toString());
      assertThat(again.status()).isEqualTo(200);
      assertThat(wrong.status()).isEqualTo(401);
    }
  }

  @Test
  void aStreamEndsWithTheTokenThatOpenedIt() {
    var task = rooms.task(SERVICE.tenant);
    var token =
        Tokens.signed(
            Tokens.claims("tenant", SERVICE.tenant, "exp", Instant.now().getEpochSecond() + 2));
    try (var reader = new StreamReader(SERVICE.port(), STREAM + task.id(), Optional.of(token))) {
      assertThat(reader.next().name()).isEqualTo("message");
      assertThat(reader.next()).isEqualTo(Event.CLOSED);
    }
  }

  @Test
  void aQuietStreamShowsThatItLives() {
    try (var reader = open(rooms.task(SERVICE.tenant).id(), "")) {
      assertThat(reader.nextOfAll().name()).isEqualTo("retry");
      assertThat(reader.nextOfAll().name()).isEqualTo("message");
      assertThat(reader.nextOfAll()).isEqualTo(new Event("", ":", "heartbeat"));
    }
  }

  @Test
  void oneStreamFollowsAllTasksOfATenantAndOfNoOther() {
    var mine = "tenant-feed-" + System.nanoTime();
    TestTenants.add(mine);
    try (var reader =
        new StreamReader(
            SERVICE.port(), "/api/autonomous/events", Optional.of(SERVICE.token(mine)))) {
      assertThat(reader.nextOfAll().name()).isEqualTo("retry");
      become(rooms.task(SERVICE.tenant), TaskStatus.ANALYZING);
      var first = become(rooms.task(mine), TaskStatus.ANALYZING);
      var second = become(rooms.task(mine), TaskStatus.CANCELLED);
      assertThat(reader.next().json().get("id").textValue()).isEqualTo(first.id().toString());
      assertThat(reader.next().json().get("id").textValue()).isEqualTo(second.id().toString());
    }
  }

  @Test
  void whoFollowsAllTasksIsSentAwayWhenChangesMayHaveGoneUntold() {
    var task = rooms.task(SERVICE.tenant);
    try (var single = open(task.id(), "");
        var feed =
            new StreamReader(
                SERVICE.port(),
                "/api/autonomous/events",
                Optional.of(SERVICE.token(SERVICE.tenant)))) {
      assertThat(single.next().name()).isEqualTo("message");
      assertThat(feed.nextOfAll().name()).isEqualTo("retry");
      var seen = become(task, TaskStatus.ANALYZING);
      assertThat(feed.next().json().get("id").textValue()).isEqualTo(task.id().toString());

      SERVICE.streams().missed();

      assertThat(feed.next()).isEqualTo(Event.CLOSED);
      assertThat(single.next().id()).isEqualTo(Long.toString(seen.sequence()));
    }
  }

  @Test
  void manyReadersHearTheSameChange() {
    var task = rooms.task(SERVICE.tenant);
    var readers = new ArrayList<StreamReader>();
    try {
      for (int i = 0; i < 100; i++) {
        readers.add(open(task.id(), ""));
      }
      readers.forEach(StreamReader::next);
      var changed = become(task, TaskStatus.ANALYZING);
      for (var reader : readers) {
        assertThat(reader.next().id()).isEqualTo(Long.toString(changed.sequence()));
      }
    } finally {
      readers.forEach(StreamReader::close);
    }
  }

  private Task become(Task task, TaskStatus status) {
    var changed = rooms.become(task, status);
    SERVICE.streams().changed(task.id());
    return changed;
  }

  private void told(Task task, int number) {
    rooms.tasks.decide(
        task.id(), t -> t, TaskEvents.of(TaskEvent.Type.TOOL_CALL, Map.of("n", number)));
  }

  private static StreamReader open(TaskId id, String query, String... headers) {
    return new StreamReader(
        SERVICE.port(), STREAM + id + query, Optional.of(SERVICE.token()), headers);
  }
}
