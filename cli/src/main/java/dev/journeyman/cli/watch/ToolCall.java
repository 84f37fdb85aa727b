package dev.journeyman.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.Json;
import dev.journeyman.cli.text.Columns;
import dev.journeyman.cli.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// A tool at work.
///
/// @param title verb and target, safe, on one line
record ToolCall(String id, String title, Instant since) {

  private static final int WIDEST = 100;
  private static final List<String> TARGETS =
      List.of("path", "command", "query", "pattern", "file", "title", "summary", "action");

  /// The target in an input that was too long to be kept whole, and so is no JSON any more.
  private static final Pattern CUT =
      Pattern.compile("\"(?:path|command|query|file)\":\"((?:[^\"\\\\]|\\\\.){1,200})");

  static ToolCall of(JsonNode event) {
    var data = event.path("data");
    var title = data.path("name").asText("a tool") + " " + target(data.path("input"));
    return new ToolCall(
        data.path("id").asText(""),
        Columns.cut(SafeText.line(title), WIDEST),
        Instant.parse(event.path("at").asText(Instant.EPOCH.toString())));
  }

  private static String target(JsonNode input) {
    var text = input.asText("");
    try {
      var fields = input.isTextual() ? Json.parse(text) : input;
      return TARGETS.stream()
          .map(name -> fields.path(name).asText(""))
          .filter(value -> !value.isEmpty())
          .findFirst()
          .orElse("");
    } catch (CommandException _) {
      var found = CUT.matcher(text);
      return found.find() ? found.group(1) : "";
    }
  }
}
