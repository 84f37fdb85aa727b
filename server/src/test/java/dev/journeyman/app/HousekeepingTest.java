package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TestTasks;
import dev.journeyman.telemetry.RetentionMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is deleted in time, and when a disk is full.
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
  void thereIsRoomUnlessTooLittleIsFree() {
    assertThat(disk(MUCH, 0).hasRoom()).isTrue();
    var full = disk(MUCH, MUCH);
    assertThat(full.hasRoom()).isFalse();
    assertThat(full.refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("MIN_FREE_DISK_MB"));
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
    assertThat(disk.known().taken()).hasValue(3L << 20);
    assertThat(disk.refusal()).hasValueSatisfying(why -> assertThat(why).contains("MAX_DISK_GB"));
  }

  @Test
  void mirrorsElsewhereAreBoundedByTheirOwnVolume() throws IOException {
    var other = Files.createTempDirectory(Path.of("/dev/shm"), "journeyman-mirrors-");
    try {
      boolean otherIsSmaller = DiskUse.free(other) < DiskUse.free(directory);
      var home =
          otherIsSmaller ? new Home(directory, other) : new Home(other, directory.resolve("m"));
      Files.write(Files.createDirectories(home.mirrors()).resolve("pack"), new byte[2 << 20]);
      long little = DiskUse.free(home.mirrors());
      long much = DiskUse.free(home.work());

      var bounded = disk(home, 1 << 20, little / 2);
      bounded.look();
      assertThat(bounded.refusal()).as("they count against no limit of the home").isEmpty();
      assertThat(bounded.known().taken()).hasValue(0);
      assertThat(bounded.known().used()).containsEntry(DiskUse.MIRRORS, 2L << 20);
      assertThat(bounded.known().free().get(DiskUse.MIRRORS))
          .isEqualTo(bounded.known().leastFree())
          .isLessThan(much);

      assertThat(disk(home, MUCH, little + (much - little) / 2).refusal())
          .hasValueSatisfying(
              why -> assertThat(why).contains("free in " + home.mirrors(), "MIN_FREE_DISK_MB"));
    } finally {
      try (var files = Files.walk(other)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private DiskUse disk(long limit, long free) {
    return disk(new Home(directory), limit, free);
  }

  private static DiskUse disk(Home home, long limit, long free) {
    var days = Duration.ofDays(1);
    return new DiskUse(home, new RetentionSettings(days, days, limit, free), TASKS.database());
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
