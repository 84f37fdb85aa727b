package dev.journeyman.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What the service itself saw, a line each.
public final class EvidenceText {

  private EvidenceText() {}

  /// @param seen the evidence of a task or the result of a check; nothing is told of what it lacks
  public static List<Line> lines(JsonNode seen) {
    var lines = new ArrayList<Line>();
    for (var check : seen.path("checks")) {
      lines.add(check(check));
      for (var test : check.path("flaky")) {
        lines.add(new Line(Tone.WARNING, "  Flaky: " + SafeText.line(test.asText(""))));
      }
    }
    add(lines, Tone.PLAIN, "", seen.path("explanation").asText(""));
    proof(lines, seen.path("addedTests"));
    proof(lines, seen.path("oldTests"));
    for (var warning : seen.path("warnings")) {
      var place = warning.path("path").asText("");
      add(lines, Tone.WARNING, "Noticed: ", place + ": " + warning.path("text").asText(""));
    }
    add(lines, Tone.PLAIN, "Review: ", seen.at("/review/summary").asText(""));
    return lines;
  }

  private static Line check(JsonNode check) {
    boolean good = check.path("succeeded").asBoolean(check.path("exitCode").asInt(1) == 0);
    return new Line(
        good ? Tone.GOOD : Tone.BAD,
        (good ? "Passed: " : "FAILED: ") + SafeText.line(check.path("command").asText("")));
  }

  /// One that holds is as it should be, and goes without saying.
  private static void proof(List<Line> lines, JsonNode proof) {
    if (!proof.path("holds").asBoolean(true)) {
      add(lines, Tone.WARNING, "Tests: ", proof.path("explanation").asText(""));
    }
  }

  static void add(List<Line> lines, Tone tone, String label, String untrusted) {
    if (!untrusted.isBlank()) {
      lines.add(new Line(tone, label + SafeText.text(untrusted.strip())));
    }
  }
}
