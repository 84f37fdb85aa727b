package dev.journeyman.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.ServerEvent;
import dev.journeyman.cli.connection.Status;
import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.Outcome;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Tone;
import dev.journeyman.cli.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Tells what happens in lines that stay. One thread.
final class Narrator {

  private static final int SHOWN_OF_A_FAILURE = 6;

  private static final Pattern STEP = Pattern.compile("execute/(?:\\d+/)?(\\d+)");

  private final Map<String, ToolCall> running = new LinkedHashMap<>();
  private final Set<Integer> underWay = new TreeSet<>();
  private String heading = "";
  private int steps;

  /// The tool that has been at work longest.
  Optional<ToolCall> tool() {
    return running.values().stream().findFirst();
  }

  List<Line> lines(ServerEvent event) {
    var json = event.json();
    if (event.isTask()) {
      return snapshot(new Task(json), event.isEnd());
    }
    var data = json.path("data");
    return switch (event.name()) {
      case "turn" -> labelled(data, turn(data));
      case "step" -> step(data);
      case "tool_call" -> call(json);
      case "tool_result" -> labelled(data, result(data));
      case "stage" -> stage(data);
      case "message" ->
          List.of(
              new Line(
                  Tone.STRONG,
                  SafeText.text(
                      data.path("from").asText("") + ": " + data.path("text").asText(""))));
      case "retry" ->
          List.of(
              new Line(
                  Tone.WARNING,
                  "  The model did not answer (%s); trying again."
                      .formatted(SafeText.line(data.path("reason").asText("")))));
      case "network" -> network(data);
      default -> List.of();
    };
  }

  /// The end repeats the last snapshot, so that it tells nothing new.
  private List<Line> snapshot(Task task, boolean end) {
    steps = task.steps().size();
    var before = heading;
    var lines = new ArrayList<>(heading(Words.status(task), Words.tone(task)));
    boolean rests = task.status().ended() || task.status() == Status.PENDING_APPROVAL;
    if (rests && !end && !before.equals(heading)) {
      running.clear();
      lines.addAll(Outcome.lines(task));
    }
    return lines;
  }

  private List<Line> heading(String word, Tone tone) {
    if (word.equals(heading)) {
      return List.of();
    }
    heading = word;
    return List.of(new Line(tone, word));
  }

  /// A replayed log has no snapshots between its events; the parts tell the stages, too.
  private List<Line> turn(JsonNode data) {
    var lines = new ArrayList<Line>();
    stageOf(data.path("part").asText(""))
        .ifPresent(stage -> lines.addAll(heading(stage.word(), Words.tone(stage))));
    var text = data.path("text").asText("").strip();
    if (!text.isEmpty()) {
      lines.add(Line.plain(indented(SafeText.text(text))));
    }
    return lines;
  }

  private static Optional<Status> stageOf(String part) {
    return switch (part.replaceFirst("/.*", "")) {
      case "analyze" -> Optional.of(Status.ANALYZING);
      case "plan", "recover" -> Optional.of(Status.PLANNING);
      case "execute" -> Optional.of(Status.EXECUTING);
      case "review" -> Optional.of(Status.VERIFYING);
      case "learn" -> Optional.of(Status.LEARNING);
      default -> Optional.empty();
    };
  }

  /// Of steps that are done at once each line says its own.
  private List<Line> labelled(JsonNode data, List<Line> lines) {
    var step = STEP.matcher(data.path("part").asText(""));
    if (underWay.size() < 2 || !step.matches()) {
      return lines;
    }
    var label = "  [%s]".formatted(step.group(1));
    return lines.stream()
        .map(line -> new Line(line.tone(), line.text().replaceAll("(?m)^ (?= )", label)))
        .toList();
  }

  private List<Line> step(JsonNode data) {
    var lines = new ArrayList<>(heading(Status.EXECUTING.word(), Tone.PLACE));
    var number = data.path("number").asInt();
    var name =
        SafeText.line(
            data.path("description").asText("").isEmpty()
                ? data.path("action").asText("") + " " + data.path("target").asText("")
                : data.path("description").asText(""));
    if (data.path("status").asText("").equals("running")) {
      underWay.add(number);
    } else {
      underWay.remove(number);
    }
    switch (data.path("status").asText("")) {
      case "running" ->
          lines.add(
              new Line(
                  Tone.STRONG,
                  "Step %d%s: %s".formatted(number, steps == 0 ? "" : " of " + steps, name)));
      case "completed" -> lines.add(new Line(Tone.GOOD, "Step %d is done".formatted(number)));
      case "failed" -> lines.add(new Line(Tone.BAD, "Step %d failed: %s".formatted(number, name)));
      default -> {
        // Pending: nothing has happened yet.
      }
    }
    return lines;
  }

  private List<Line> call(JsonNode event) {
    var call = ToolCall.of(event);
    running.put(call.id(), call);
    return List.of();
  }

  private List<Line> result(JsonNode data) {
    var call = running.remove(data.path("id").asText(""));
    var title = call == null ? SafeText.line(data.path("name").asText("a tool")) : call.title();
    var took = Words.duration(Duration.ofMillis(data.path("durationMs").asLong()));
    if (!data.path("error").asBoolean()) {
      return List.of(Line.quiet("  %s · %s".formatted(title, took)));
    }
    return List.of(
        new Line(Tone.BAD, "  %s · failed after %s".formatted(title, took)),
        Line.quiet(indented(tail(SafeText.text(data.path("text").asText("")), "  | "))));
  }

  private static String tail(String text, String margin) {
    var lines = text.strip().lines().toList();
    return lines.subList(Math.max(0, lines.size() - SHOWN_OF_A_FAILURE), lines.size()).stream()
        .map(line -> margin + line)
        .reduce((one, other) -> one + "\n" + other)
        .orElse("");
  }

  private static List<Line> stage(JsonNode data) {
    var command = data.path("command").asText("");
    var verdict = data.path("verdict").asText("");
    boolean good = data.path("succeeded").asBoolean(true) && !verdict.equals("request_changes");
    var sentence =
        command.isEmpty()
            ? "The reviewer says %s. %s"
                .formatted(verdict.replace('_', ' '), data.path("summary").asText(""))
            : "%s ran %s: %s"
                .formatted(data.path("stage").asText(""), command, good ? "succeeded" : "failed");
    return command.isEmpty() && verdict.isEmpty()
        ? List.of()
        : List.of(new Line(good ? Tone.PLAIN : Tone.BAD, "  " + SafeText.line(sentence)));
  }

  private static List<Line> network(JsonNode data) {
    return data.path("allowed").asBoolean(true)
        ? List.of()
        : List.of(
            new Line(
                Tone.WARNING,
                "  Refused to reach %s".formatted(SafeText.line(data.path("host").asText("")))));
  }

  private static String indented(String text) {
    return text.lines()
        .map(line -> "  " + line)
        .reduce((one, other) -> one + "\n" + other)
        .orElse("");
  }
}
