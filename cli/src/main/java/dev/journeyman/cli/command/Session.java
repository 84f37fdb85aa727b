package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.Api;
import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Screen;
import dev.journeyman.cli.text.Table;
import java.util.List;

/// A command at work: the service, and where to print.
///
/// @param json whether to print JSON as the API has it
record Session(Api api, Screen screen, Surroundings surroundings, boolean json)
    implements AutoCloseable {

  /// Prints JSON if that is wanted.
  ///
  /// @return whether it was
  boolean printedJson(JsonNode answer) {
    if (json) {
      screen.json(Json.pretty(answer));
    }
    return json;
  }

  void print(List<Line> lines) {
    lines.forEach(line -> print(line.text().lines().map(text -> new Line(line.tone(), text))));
  }

  private void print(java.util.stream.Stream<Line> lines) {
    lines.forEach(line -> screen.line(screen.paint().paint(line.tone(), line.text())));
  }

  void print(Table table) {
    screen.lines(table.lines(screen.paint(), screen.width()));
  }

  /// Prints what the service says was done.
  void printMessage(JsonNode answer) {
    if (!printedJson(answer)) {
      screen.line(screen.paint().good(SafeText.line(answer.path("message").asText("Done"))));
    }
  }

  /// The id that a person meant: itself, or `latest` for the newest task.
  String id(String given) {
    if (!given.equals("latest")) {
      return Paths.segment(given);
    }
    var newest = api.get("/tasks?limit=1").path("tasks").path(0).path("id").asText("");
    if (newest.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "There is no task yet. Hand one in: ./journeyman run \"…\"");
    }
    return newest;
  }

  Task task(String given) {
    return new Task(api.get("/tasks/" + id(given)));
  }

  /// Asks before something that is hard to undo. Without a person, only `--yes` will do.
  void confirm(String question, boolean yes) {
    if (yes) {
      return;
    }
    var console =
        screen
            .console()
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE, "Nobody is there to ask; --yes goes on without."));
    var answer = console.readLine("%s [y/N] ", question);
    if (answer == null || !answer.strip().matches("[yY]([eE][sS])?")) {
      throw new CommandException(ExitCode.INTERRUPTED, "Nothing was done.");
    }
  }

  @Override
  public void close() {
    screen.out().flush();
    api.close();
  }
}
