package dev.journeyman.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns an error answer into what to say and how to end.
final class Refusals {

  private Refusals() {}

  static CommandException of(int status, String body) {
    return switch (status) {
      case 401 ->
          new CommandException(
              ExitCode.UNAUTHORIZED,
              "The token was refused: it is wrong, or it has expired. On the service's own machine: ./journeyman token | ./journeyman login");
      case 403 -> new CommandException(ExitCode.UNAUTHORIZED, sentence(status, body));
      case 400, 413, 415, 422 -> new CommandException(wrong(body), sentence(status, body));
      case 404 -> new CommandException(ExitCode.USAGE, sentence(status, body));
      case 429, 502, 504 ->
          new CommandException(
              ExitCode.UNREACHABLE, sentence(status, body) + " Try again in a moment.");
      default -> new CommandException(ExitCode.FAILED, sentence(status, body));
    };
  }

  /// A task in the wrong state is no mistake of the one who typed.
  private static ExitCode wrong(String body) {
    return problem(body).filter(problem -> problem.has("currentStatus")).isPresent()
        ? ExitCode.FAILED
        : ExitCode.USAGE;
  }

  private static String sentence(int status, String body) {
    return problem(body)
        .map(problem -> sentence(status, problem))
        .orElseGet(() -> "The service answered %d without saying why.".formatted(status));
  }

  private static String sentence(int status, JsonNode problem) {
    var parts = new ArrayList<String>();
    parts.add(sentenceOf(problem.path("title").asText("The service answered " + status)));
    add(parts, "%s", problem.path("detail"));
    parts.set(parts.size() - 1, sentenceOf(parts.getLast()));
    add(parts, "Field: %s.", problem.path("field"));
    add(parts, "The task is %s.", problem.path("currentStatus"));
    addAll(parts, "Possible now: %s.", problem.path("availableActions"));
    add(parts, "The tree that waits now: %s.", problem.path("tree"));
    addAll(parts, "Files: %s.", problem.path("files"));
    add(parts, "%s", problem.path("recommendation"));
    if (status >= 500) {
      add(parts, "(request %s)", problem.path("requestId"));
    }
    return String.join(" ", parts);
  }

  private static String sentenceOf(String title) {
    return title.matches(".*[.!?]$") ? title : title + ".";
  }

  private static void add(List<String> parts, String format, JsonNode value) {
    if (!value.asText("").isEmpty()) {
      parts.add(format.formatted(value.asText()));
    }
  }

  private static void addAll(List<String> parts, String format, JsonNode values) {
    var texts = new ArrayList<String>();
    values.forEach(value -> texts.add(value.asText()));
    if (!texts.isEmpty()) {
      parts.add(format.formatted(String.join(", ", texts)));
    }
  }

  private static Optional<JsonNode> problem(String body) {
    try {
      return Optional.of(Json.parse(body)).filter(JsonNode::isObject);
    } catch (CommandException _) {
      return Optional.empty();
    }
  }
}
