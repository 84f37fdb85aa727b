package dev.journeyman.cli.watch;

import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.text.Columns;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Tone;
import dev.journeyman.cli.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What stands below the history: at most six lines, each narrower than the terminal.
///
/// @param tool that is at work
/// @param writing what the model is writing just now
/// @param notice a lost connection, or a question; empty for none
record Footer(Task task, Optional<ToolCall> tool, String writing, String notice) {

  private static final int BAR = 20;

  List<Line> lines(int width, Instant now) {
    var lines = new ArrayList<Line>();
    lines.add(new Line(Tone.QUIET, "─".repeat(Math.clamp(width - 1, 1, 72))));
    lines.add(new Line(Words.tone(task), progress()));
    activity(now).ifPresent(lines::add);
    lines.add(Line.quiet(spent()));
    if (!notice.isEmpty()) {
      lines.add(new Line(Tone.WARNING, notice));
    }
    lines.add(Line.quiet(keys()));
    return lines.stream()
        .map(line -> new Line(line.tone(), Columns.cut(line.text(), width - 1)))
        .toList();
  }

  private String progress() {
    int full = BAR * task.percent() / 100;
    return "[%s%s] %3d%%  %s%s"
        .formatted(
            "#".repeat(full), ".".repeat(BAR - full), task.percent(), Words.status(task), place());
  }

  private String place() {
    var steps = task.steps();
    var running = steps.stream().filter(step -> step.status().equals("running")).toList();
    return switch (running.size()) {
      case 0 -> "";
      case 1 ->
          " · step %d of %d: %s"
              .formatted(
                  running.getFirst().number(),
                  steps.size(),
                  SafeText.line(running.getFirst().name()));
      default ->
          " · steps %s of %d at once"
              .formatted(
                  running.stream()
                      .map(step -> Integer.toString(step.number()))
                      .collect(Collectors.joining(", ")),
                  steps.size());
    };
  }

  private Optional<Line> activity(Instant now) {
    if (tool.isPresent()) {
      var call = tool.get();
      return Optional.of(
          Line.plain(
              "%s · %s"
                  .formatted(call.title(), Words.duration(Duration.between(call.since(), now)))));
    }
    return writing.isBlank() ? Optional.empty() : Optional.of(Line.plain(tail()));
  }

  private String tail() {
    return SafeText.line(writing.strip().lines().reduce("", (_, last) -> last));
  }

  private String spent() {
    var parts = new ArrayList<String>();
    parts.add(Words.cost(task.json().path("costUsd")));
    parts.add(
        "tokens %s in, %s out, %s cached"
            .formatted(
                Words.tokens(
                    task.number("/usage/inputTokens") + task.number("/usage/cacheWriteTokens")),
                Words.tokens(task.number("/usage/outputTokens")),
                Words.tokens(task.number("/usage/cacheReadTokens"))));
    parts.add(Words.plural(task.number("/usage/turns"), "turn"));
    if (task.json().path("eta").isNumber()) {
      parts.add(Words.left(task.number("/eta")));
    }
    return String.join(" · ", parts);
  }

  private String keys() {
    var keys = new ArrayList<String>();
    add(keys, "approve", "a approve");
    add(keys, "reject", "r reject");
    if (!task.text("/tree").isEmpty()) {
      keys.add("d diff");
    }
    add(keys, "pause", "p pause");
    add(keys, "resume", "p resume");
    add(keys, "cancel", "c cancel");
    keys.add("q leave");
    return String.join("  ", keys);
  }

  private void add(List<String> keys, String action, String label) {
    if (task.may(action)) {
      keys.add(label);
    }
  }
}
