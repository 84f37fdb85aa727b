package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.TaskStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streams are limited for each person and in all.
@Timeout(60)
class StreamPlacesTest {

  private static final String FEED = "/api/autonomous/events";
  private static final RateLimits THREE_OF_WHICH_TWO =
      new RateLimits(1_000, 1_000, 1_000, 1_000, 3, 2);

  private final TestService service =
      new TestService(TestService.SITE, THREE_OF_WHICH_TWO, Optional.empty());
  private final ContractClient ada = service.client();
  private final ContractClient grace = service.colleague();

  @Test
  void api14OnePersonTakesNotAllStreamsAndAllTogetherNotMoreThanThereAre() {
    try (service;
        var adasTask = adas(stream());
        var adasFeed = adas(FEED)) {
      assertThat(adasTask.status()).isEqualTo(200);
      assertThat(adasFeed.status()).isEqualTo(200);
      assertRefused(ada.get(FEED), "You have 2 streams open");
      assertRefused(ada.get(stream()), "You have 2 streams open");
      try (var graces =
          new StreamReader(
              service.port(), FEED, Optional.of(service.token("grace", service.tenant)))) {
        assertThat(graces.status()).isEqualTo(200);
        assertRefused(grace.get(FEED), "All 3 streams of this instance are taken");
      }
      assertThat(ada.get("/api/autonomous/tasks").status()).as("the rest is served").isEqualTo(200);
    }
  }

  @Test
  void aStreamThatEndsMakesRoom() throws InterruptedException {
    var task = service.rooms.task(service.tenant);
    try (service;
        var first = adas("/api/autonomous/stream/" + task.id());
        var second = adas(FEED)) {
      assertThat(second.status()).isEqualTo(200);
      assertThat(first.next().name()).isEqualTo("message");
      service.rooms.become(task, TaskStatus.CANCELLED);
      service.streams().changed(task.id());
      while (service.streams().readers() > 1) {
        Thread.sleep(10);
      }
      try (var third = adas(FEED)) {
        assertThat(third.status()).isEqualTo(200);
      }
    }
  }

  private String stream() {
    return "/api/autonomous/stream/" + service.rooms.task(service.tenant).id();
  }

  private StreamReader adas(String path) {
    return new StreamReader(service.port(), path, Optional.of(service.token()));
  }

  private static void assertRefused(ContractClient.Answer answer, String why) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("10");
    assertThat(answer.header("RateLimit")).startsWith("\"reads\";r=");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    var problem = answer.json();
    assertThat(problem.get("type").textValue()).isEqualTo("/problems/too-many-requests");
    assertThat(problem.get("detail").textValue()).startsWith(why).endsWith("Try again in 10 s");
    assertThat(problem.get("retryAfter").intValue()).isEqualTo(10);
  }
}
