package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Several instances let through in all what one of them would.
class SharedLimitsTest {

  private static final String LIST = "/api/autonomous/tasks";
  private static final RateLimits SMALL = new RateLimits(1_000, 1_000, 1_000, 1_000, 10, 10);

  @Test
  void whatOneInstanceLetThroughTheOtherHasLessOf() {
    try (var one = instance();
        var other = instance()) {
      read(one, one, 600);
      settle(one, other);
      assertThat(remaining(other, one)).as("before they have spoken").isGreaterThan(990);
      settle(one, other);
      // Meanwhile a thousand a minute come back.
      assertThat(remaining(other, one)).isBetween(350L, 700L);
      read(other, one, 300);
      settle(other, one);
      assertThat(remaining(one, one)).isLessThan(500);
      assertThat(status(one, one)).isEqualTo(200);
    }
  }

  @Test
  void whatTheyLetThroughTogetherIsBoundedThoughEachHadRoom() {
    try (var one = instance();
        var other = instance()) {
      read(one, one, 900);
      read(other, one, 900);
      settle(one, other);
      assertThat(status(one, one)).isEqualTo(429);
      assertThat(status(other, one)).isEqualTo(429);
    }
  }

  @Test
  void whatAnotherPersonDoesIsNotCounted() {
    try (var one = instance();
        var other = instance()) {
      read(one, one, 1);
      read(other, other, 1);
      settle(one, other);
      read(one, one, 600);
      settle(one, other);
      assertThat(remaining(other, other)).isGreaterThan(990);
    }
  }

  private static TestService instance() {
    return new TestService(TestService.SITE, SMALL, Optional.empty());
  }

  private static void settle(TestService first, TestService second) {
    first.settle();
    second.settle();
    first.settle();
  }

  /// @param whose person asks
  private static void read(TestService where, TestService whose, int times) {
    var client = new ContractClient(where.port(), Optional.of(whose.token()));
    for (int i = 0; i < times; i++) {
      client.get(LIST + "?limit=1");
    }
  }

  private static long remaining(TestService where, TestService whose) {
    var header = client(where, whose).get(LIST + "?limit=1").header("RateLimit");
    return Long.parseLong(header.replaceAll(".*;r=(\\d+);.*", "$1"));
  }

  private static int status(TestService where, TestService whose) {
    return client(where, whose).get(LIST + "?limit=1").status();
  }

  private static ContractClient client(TestService where, TestService whose) {
    return new ContractClient(where.port(), Optional.of(whose.token()));
  }
}
