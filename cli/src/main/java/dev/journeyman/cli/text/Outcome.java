package dev.journeyman.cli.text;

import dev.journeyman.cli.connection.Status;
import dev.journeyman.cli.connection.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/// What came of a task, what proves it, and what can be done now.
public final class Outcome {

  private Outcome() {}

  public static List<Line> lines(Task task) {
    var lines = new ArrayList<Line>();
    EvidenceText.add(lines, Tone.BAD, "Error: ", task.text("/error"));
    EvidenceText.add(lines, Tone.PLAIN, "What to do: ", task.text("/errorDetail/remedy"));
    EvidenceText.add(lines, Tone.PLAIN, "", task.text("/result/output"));
    var changes = task.texts("/result/changes");
    if (!changes.isEmpty()) {
      lines.add(Line.plain("Changed: " + SafeText.line(String.join(", ", changes))));
    }
    lines.addAll(EvidenceText.lines(task.json().at("/result/verification")));
    lines.addAll(gate(task));
    EvidenceText.add(lines, Tone.PLAIN, "Rejected: ", task.text("/rejectionReason"));
    EvidenceText.add(lines, Tone.QUIET, "Landed as ", task.text("/deployedCommit"));
    EvidenceText.add(lines, Tone.QUIET, "Taken back by ", task.text("/revertedCommit"));
    next(task).forEach(command -> lines.add(Line.quiet(command)));
    return lines;
  }

  /// Why a person has to decide, and how many have.
  private static List<Line> gate(Task task) {
    var lines = new ArrayList<Line>();
    if (task.status() == Status.PENDING_APPROVAL) {
      task.texts("/approvalReasons")
          .forEach(reason -> EvidenceText.add(lines, Tone.WARNING, "Waits because: ", reason));
      if (task.number("/approvalsRequired") > 1) {
        var given = "Approvals: %d of %d";
        lines.add(Line.plain(given.formatted(standing(task), task.number("/approvalsRequired"))));
      }
      EvidenceText.add(
          lines, Tone.PLAIN, "Rejected unless decided by ", task.text("/approvalDeadline"));
    }
    return lines;
  }

  /// How many approvals count for what waits; others were of another tree, base or evidence.
  private static long standing(Task task) {
    return StreamSupport.stream(task.json().path("approvals").spliterator(), false)
        .filter(approval -> approval.path("stands").asBoolean())
        .count();
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
}
