package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/// Reads faults from scripts and from the control endpoint: `overloaded`, or
/// `{kind: overloaded, times: 2, retry_after: 3, pause: 500, after_events: 5}` with `retry_after`
/// in seconds and `pause` in milliseconds.
final class FaultReader {
  private static final List<String> KEYS =
      List.of("kind", "times", "retry_after", "pause", "after_events");

  private FaultReader() {}

  static Fault read(JsonNode node) {
    if (node.isTextual()) {
      return Fault.of(Fault.Kind.named(node.asText()));
    }
    Keys.check(node, KEYS, "a fault");
    var fault = Fault.of(Fault.Kind.named(Keys.text(node, "kind")));
    return new Fault(
        fault.kind(),
        (int) Keys.number(node, "times", fault.times()),
        Duration.ofSeconds(Keys.number(node, "retry_after", fault.retryAfter().toSeconds())),
        Duration.ofMillis(Keys.number(node, "pause", fault.pause().toMillis())),
        (int) Keys.number(node, "after_events", fault.afterEvents()));
  }
}
