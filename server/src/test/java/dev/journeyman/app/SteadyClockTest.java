package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private Instant wall = Instant.parse("2026-06-01T12:00:00Z");
  private long nanos = 7;
  private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

  @Test
  void theMachinesTimeIsFollowed() {
    pass(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo("2026-06-01T12:05:00Z");
    wall = wall.minusMillis(200);
    pass(Duration.ofSeconds(1));
    assertThat(clock.instant()).as("a small correction").isEqualTo("2026-06-01T12:05:00.800Z");
  }

  @Test
  void aMachineThatSleptOrWasSetForwardIsFollowedAtOnce() {
    wall = wall.plus(Duration.ofHours(8));
    assertThat(clock.instant()).isEqualTo("2026-06-01T20:00:00Z");
  }

  @Test
  void itGoesOnWhenTheMachineIsSetBack() {
    wall = wall.minus(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo("2026-06-01T12:00:00Z");
    pass(Duration.ofMinutes(10));
    assertThat(clock.instant()).isEqualTo("2026-06-01T12:10:00Z");
    wall = wall.plus(Duration.ofHours(1));
    pass(Duration.ofMinutes(1));
    assertThat(clock.instant()).as("set right again").isEqualTo("2026-06-01T12:11:00Z");
    wall = wall.plus(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo("2026-06-01T13:11:00Z");
  }

  @Test
  void itNeverGoesBackAtAll() {
    var before = clock.instant();
    wall = wall.minusMillis(500);
    assertThat(clock.instant()).isEqualTo(before);
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }
}
