package dev.journeyman.cli.text;

import dev.journeyman.cli.connection.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A task on a page.
public final class TaskText {

  private TaskText() {}

  public static List<Line> lines(Task task, Instant now) {
    var lines = new ArrayList<Line>();
    lines.add(new Line(Tone.STRONG, SafeText.text(task.text("/task").strip())));
    lines.add(Line.plain(""));
    lines.add(
        new Line(
            Words.tone(task),
            "%s, %d%%  %s"
                .formatted(
                    Words.status(task), task.percent(), SafeText.line(task.text("/currentStep")))));
    lines.add(Line.quiet(origin(task, now)));
    lines.add(Line.quiet(spent(task)));
    if (!task.text("/tree").isEmpty()) {
      lines.add(Line.quiet("Tree " + SafeText.line(task.text("/tree"))));
    }
    pullRequest(lines, task, "/pullRequest", "Pull request");
    pullRequest(lines, task, "/revertPullRequest", "Revert");
    section(lines, "Analysis", paragraphs(task.text("/analysis")));
    section(lines, "Plan", task.steps().stream().map(TaskText::step).toList());
    section(lines, "Outcome", Outcome.lines(task));
    return lines;
  }

  private static void pullRequest(List<Line> lines, Task task, String field, String name) {
    if (!task.text(field + "/state").isEmpty()) {
      lines.add(
          Line.quiet(
              SafeText.line(
                  "%s #%s, %s  %s"
                      .formatted(
                          name,
                          task.text(field + "/number"),
                          task.text(field + "/state"),
                          task.text(field + "/url")))));
    }
  }

  private static String origin(Task task, Instant now) {
    return "%s · %s · handed in by %s, %s"
        .formatted(
            SafeText.line(task.id()),
            SafeText.line(task.text("/repository")),
            SafeText.line(task.text("/createdBy")),
            Words.ago(task.text("/createdAt"), now));
  }

  private static String spent(Task task) {
    return "%s · tokens %s in, %s out, %s cached · %s"
        .formatted(
            Words.cost(task.json().path("costUsd")),
            Words.tokens(
                task.number("/usage/inputTokens") + task.number("/usage/cacheWriteTokens")),
            Words.tokens(task.number("/usage/outputTokens")),
            Words.tokens(task.number("/usage/cacheReadTokens")),
            Words.plural(task.number("/usage/turns"), "turn"));
  }

  private static List<Line> paragraphs(String untrusted) {
    return untrusted.isBlank() ? List.of() : List.of(Line.plain(SafeText.text(untrusted.strip())));
  }

  private static Line step(Task.Step step) {
    var mark =
        switch (step.status()) {
          case "completed" -> "done   ";
          case "running" -> "running";
          case "failed" -> "FAILED ";
          default -> "       ";
        };
    var tone =
        switch (step.status()) {
          case "completed" -> Tone.GOOD;
          case "running" -> Tone.PLACE;
          case "failed" -> Tone.BAD;
          default -> Tone.PLAIN;
        };
    return new Line(tone, "%2d %s %s".formatted(step.number(), mark, SafeText.line(step.name())));
  }

  private static void section(List<Line> lines, String title, List<Line> body) {
    if (!body.isEmpty()) {
      lines.add(Line.plain(""));
      lines.add(new Line(Tone.STRONG, title));
      lines.addAll(body);
    }
  }
}
