package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.queue.PostponedException;
import dev.journeyman.queue.TaskWorker;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TestTasks;
import dev.journeyman.task.Wake;
import dev.journeyman.telemetry.RetentionMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is deleted in time, and that a full disk lets nothing begin.
class HousekeepingTest {

  private static final TestTasks TASKS = TestTasks.fresh();
  private static final long MUCH = 1L << 60;

  @TempDir private Path directory = Path.of("/nowhere");

  @AfterAll
  static void close() {
    TASKS.close();
  }

  @Test
  void eachKindHasItsOwnTimeAndIsCounted() {
    var task = TASKS.submit();
    TASKS.store().note(task.id(), TaskEvents.of(TaskEvent.Type.TURN, Map.of("turn", 1)));
    TASKS.store().decide(task.id(), one -> one.become(TaskStatus.CANCELLED, ""));
    var registry = new SimpleMeterRegistry();

    keep(registry, Duration.ofDays(89)).run();
    assertThat(deleted(registry, "events")).isZero();
    keep(registry, Duration.ofDays(91)).run();
    assertThat(deleted(registry, "events")).isEqualTo(1);
    assertThat(deleted(registry, "conversations")).isZero();
  }

  @Test
  void withoutRoomNothingIsBegunAndWhatWasBegunGoesOn() throws Exception {
    var worked = new ArrayList<TaskId>();
    var full = new Admission(TASKS.store(), disk(MUCH, MUCH), new Notes(worked));
    Task begun = TASKS.submit();
    TASKS.store().decide(begun.id(), one -> one.become(TaskStatus.ANALYZING, ""));
    Task waiting = TASKS.submit();
    full.work(woken(begun.id()));
    assertThatThrownBy(() -> full.work(woken(waiting.id())))
        .isInstanceOf(PostponedException.class)
        .hasMessageContaining("MIN_FREE_DISK_MB");
    assertThat(worked).isEqualTo(List.of(begun.id()));

    new Admission(TASKS.store(), disk(MUCH, 0), new Notes(worked)).work(woken(waiting.id()));
    assertThat(worked).isEqualTo(List.of(begun.id(), waiting.id()));
  }

  @Test
  void whatIsKeptIsMeasuredByPlaceAndHasABound() throws IOException {
    var disk = disk(1 << 20, 0);
    assertThat(disk.refusal()).isEmpty();
    Files.write(new Home(directory).work().resolve("tree"), new byte[2 << 20]);
    Files.createDirectories(new Home(directory).mirrors());
    Files.write(new Home(directory).mirrors().resolve("pack"), new byte[1 << 20]);
    disk.look();
    assertThat(disk.known().used())
        .containsEntry(DiskUse.WORK, 2L << 20)
        .containsEntry(DiskUse.MIRRORS, 1L << 20)
        .hasEntrySatisfying(DiskUse.DATABASE, bytes -> assertThat(bytes).isPositive());
    assertThat(disk.refusal()).hasValueSatisfying(why -> assertThat(why).contains("MAX_DISK_GB"));
  }

  private static Wake woken(TaskId id) {
    return new Wake(id, id + "/1", OptionalLong.empty());
  }

  /// Notes what it is given to work on.
  private record Notes(List<TaskId> worked) implements TaskWorker {

    @Override
    public void work(Wake wake) {
      worked.add(wake.task());
    }

    @Override
    public void tend(TaskId id) {}

    @Override
    public void remind(TaskId id) {}

    @Override
    public void stop() {}
  }

  private DiskUse disk(long limit, long free) {
    var days = Duration.ofDays(1);
    return new DiskUse(
        new Home(directory), new RetentionSettings(days, days, limit, free), TASKS.database());
  }

  private static Housekeeping keep(SimpleMeterRegistry registry, Duration later) {
    return new Housekeeping(
        TASKS.database(),
        new RetentionSettings(Duration.ofDays(90), Duration.ofDays(30), MUCH, 0),
        new RetentionMetrics(registry),
        Clock.offset(Clock.systemUTC(), later));
  }

  private static double deleted(SimpleMeterRegistry registry, String kind) {
    return registry.get("journeyman.retention.deleted").tag("kind", kind).counter().count();
  }
}
