package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// Whether a prefix is to be kept, and for how long.
enum CacheMark {
  NONE(Duration.ZERO),
  FIVE_MINUTES(Duration.ofMinutes(5)),
  ONE_HOUR(Duration.ofHours(1));

  private final Duration life;

  CacheMark(Duration life) {
    this.life = life;
  }

  Duration life() {
    return life;
  }

  /// The longest-lived mark in a piece of the prompt or anywhere within it.
  static CacheMark in(JsonNode node) {
    var mark = NONE;
    for (var control : node.findValues("cache_control")) {
      var found = of(control);
      mark = found.compareTo(mark) > 0 ? found : mark;
    }
    return mark;
  }

  static CacheMark of(JsonNode control) {
    if (!control.isObject()) {
      return NONE;
    }
    return control.path("ttl").asText().equals("1h") ? ONE_HOUR : FIVE_MINUTES;
  }
}
