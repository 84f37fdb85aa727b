package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Words;
import java.time.Instant;

/// What is said about a learning beside what it says.
final class LearningText {

  private LearningText() {}

  /// Whether it helped, as far as the numbers say it.
  static String helped(JsonNode learning) {
    long used = learning.path("timesUsed").asLong();
    if (used == 0) {
      return "given to no task yet";
    }
    var given =
        "given to %s, %d landed"
            .formatted(Words.plural(used, "task"), learning.path("timesHelped").asLong());
    var lift = learning.path("lift");
    if (!lift.isNumber()) {
      return given;
    }
    long points = Math.round(lift.asDouble() * 100);
    return points == 0
        ? given + ", as often as without it"
        : "%s, %s %s often than without it"
            .formatted(
                given, Words.plural(Math.abs(points), "point"), points > 0 ? "more" : "less");
  }

  static String disabled(JsonNode decision) {
    var reason = decision.path("reason").isTextual() ? decision.path("reason").asText() : "";
    return SafeText.line(
        "disabled by %s, %s%s"
            .formatted(
                decision.path("by").asText(""),
                Words.ago(decision.path("at").asText(""), Instant.now()),
                reason.isEmpty() ? "" : ": " + reason));
  }
}
