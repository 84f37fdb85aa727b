package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.ConsumptionProbe;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What one person is let through who asks as fast as they can, with nothing configured. What an
/// instance serves is in docs/configuration.md.
class RateLimitsTest {

  private static final int READS_SERVED_A_MINUTE = 23_000 * 60;
  private static final int WRITES_SERVED_A_MINUTE = 500 * 60;

  @Test
  void aLoopThatRanWildLeavesMostOfAnInstanceToOthers() {
    assertThat(letThrough("ada", false)).isBetween(60_000L, READS_SERVED_A_MINUTE / 10L);
    assertThat(letThrough("ada", true)).isBetween(6_000L, WRITES_SERVED_A_MINUTE / 4L);
  }

  @Test
  void aTenantHasMoreThanOnePersonAndLessThanAll() {
    assertThat(letThrough("", false)).isBetween(2 * 60_000L, READS_SERVED_A_MINUTE / 4L);
    assertThat(letThrough("", true)).isBetween(2 * 6_000L, WRITES_SERVED_A_MINUTE * 9L / 10);
  }

  private static long letThrough(String user, boolean write) {
    var bucket = RateBucket.of(new RateBucket.Key("acme", user, write), RateLimits.USUAL);
    return IntStream.range(0, READS_SERVED_A_MINUTE)
        .mapToObj(_ -> bucket.take())
        .filter(ConsumptionProbe::isConsumed)
        .count();
  }
}
