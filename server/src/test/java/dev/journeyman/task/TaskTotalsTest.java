package dev.journeyman.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskTotalsTest {

  private static final TaskFilter ALL = TaskFilter.all("default");

  private final TestTasks tasks = TestTasks.fresh();
  private final Clock system = Clock.systemUTC();
  private Duration ahead = Duration.ZERO;
  private final TaskTotals totals =
      new TaskTotals(
          tasks.database(),
          new Clock() {
            @Override
            public ZoneId getZone() {
              return system.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return system.instant().plus(ahead);
            }
          });

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void newTasksCountAtOnceWhetherOlderOnesAreRememberedOrNot() {
    assertThat(total(ALL)).isZero();
    tasks.submit();
    tasks.submit();
    assertThat(total(ALL)).isEqualTo(2);
    ahead = Duration.ofSeconds(15);
    assertThat(total(ALL)).isEqualTo(2);
    tasks.submit();
    assertThat(total(ALL)).isEqualTo(3);
    ahead = Duration.ofSeconds(30);
    assertThat(total(ALL)).as("remembered").isEqualTo(3);
    assertThat(total(ALL)).isEqualTo(3);
    ahead = Duration.ZERO;
    assertThat(total(ALL)).as("a clock set back").isEqualTo(3);
  }

  @Test
  void aTaskOfAnInstanceWhoseClockIsBehindCountsFiveMinutesLaterAtMost() {
    tasks.submit();
    ahead = Duration.ofMinutes(3);
    assertThat(total(ALL)).isEqualTo(1);
    tasks.submit();
    ahead = Duration.ofMinutes(9);
    assertThat(total(ALL)).isEqualTo(2);
  }

  @Test
  void eachFilterHasItsOwn() {
    tasks.submit();
    ahead = Duration.ofMinutes(3);
    assertThat(total(by("tester"))).isEqualTo(1);
    assertThat(total(by("nobody"))).isZero();
    assertThat(total(TaskFilter.all("other"))).isZero();
    assertThat(total(status(TaskStatus.COMPLETED))).isZero();
    assertThat(total(status(TaskStatus.QUEUED))).isEqualTo(1);
  }

  private long total(TaskFilter filter) {
    return totals.of(Set.of(filter)).getOrDefault(filter, -1L);
  }

  private static TaskFilter by(String user) {
    return new TaskFilter(
        "default",
        Set.of(),
        Optional.empty(),
        Optional.of(user),
        Optional.empty(),
        TaskFilter.Range.any(),
        TaskFilter.Range.any());
  }

  private static TaskFilter status(TaskStatus status) {
    return TaskFilter.in("default", Set.of(status));
  }
}
