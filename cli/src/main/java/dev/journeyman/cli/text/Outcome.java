package dev.journeyman.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.Status;
import dev.journeyman.cli.connection.Task;
import java.util.ArrayList;
import java.util.List;

/// What came of a task, what proves it, and what can be done now.
public final class Outcome {

  private Outcome() {}

  public static List<Line> lines(Task task) {
    var lines = new ArrayList<Line>();
    add(lines, Tone.BAD, "Error: ", task.text("/error"));
    add(lines, Tone.PLAIN, "What to do: ", task.text("/errorDetail/remedy"));
    add(lines, Tone.PLAIN, "", task.text("/result/output"));
    var changes = task.texts("/result/changes");
    if (!changes.isEmpty()) {
      lines.add(Line.plain("Changed: " + SafeText.line(String.join(", ", changes))));
    }
    lines.addAll(evidence(task.json().at("/result/verification")));
    add(lines, Tone.PLAIN, "Rejected: ", task.text("/rejectionReason"));
    add(lines, Tone.QUIET, "Landed as ", task.text("/deployedCommit"));
    add(lines, Tone.QUIET, "Taken back by ", task.text("/revertedCommit"));
    next(task).forEach(command -> lines.add(Line.quiet(command)));
    return lines;
  }

  private static List<Line> evidence(JsonNode seen) {
    var lines = new ArrayList<Line>();
    for (var check : seen.path("checks")) {
      boolean good = check.path("succeeded").asBoolean(check.path("exitCode").asInt(1) == 0);
      lines.add(
          new Line(
              good ? Tone.GOOD : Tone.BAD,
              "%s %s"
                  .formatted(
                      good ? "Passed:" : "FAILED:",
                      SafeText.line(check.path("command").asText("")))));
    }
    add(lines, Tone.PLAIN, "Review: ", seen.at("/review/summary").asText(""));
    return lines;
  }

  /// The commands that fit the state; with the tree, so that an approval is of what was shown.
  private static List<String> next(Task task) {
    var id = task.id();
    if (task.status() == Status.PENDING_APPROVAL) {
      return List.of("./journeyman diff " + id, "./journeyman approve " + id);
    }
    if (task.may("retry")) {
      return List.of("./journeyman retry " + id);
    }
    return task.may("rollback") ? List.of("./journeyman rollback " + id + " --preview") : List.of();
  }

  private static void add(List<Line> lines, Tone tone, String label, String untrusted) {
    if (!untrusted.isBlank()) {
      lines.add(new Line(tone, label + SafeText.text(untrusted.strip())));
    }
  }
}
