package dev.journeyman.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The headers that tell how much of each limit is left: always nearly all.
final class RateLimitHeaders {
  private RateLimitHeaders() {}

  static void put(Exchange exchange) {
    var reset = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60).toString();
    for (var limit : List.of("requests", "tokens", "input-tokens", "output-tokens")) {
      var name = "anthropic-ratelimit-" + limit;
      exchange.header(name + "-limit", "4000000");
      exchange.header(name + "-remaining", "3999000");
      exchange.header(name + "-reset", reset);
    }
  }
}
