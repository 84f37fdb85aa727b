package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Tone;
import java.util.ArrayList;
import java.util.List;

/// A repository on a page.
final class RepositoryText {

  private static final List<String> FIELDS =
      List.of(
          "location",
          "targetBranch",
          "setup",
          "verify",
          "deploy",
          "healthCheck",
          "network",
          "readOnlyPaths");

  private RepositoryText() {}

  static List<Line> lines(JsonNode repository) {
    var lines = new ArrayList<Line>();
    lines.add(new Line(Tone.STRONG, SafeText.line(repository.path("name").asText(""))));
    for (var field : FIELDS) {
      var value = repository.path(field);
      var texts = new ArrayList<String>();
      (value.isArray() ? value : List.of(value)).forEach(each -> texts.add(each.asText("")));
      texts.stream()
          .filter(text -> !text.isEmpty() && !text.equals("null"))
          .forEach(
              text -> lines.add(Line.plain("  %-14s %s".formatted(field, SafeText.line(text)))));
    }
    policy(lines, "landing", repository.path("landing"));
    policy(lines, "approval", repository.path("approval"));
    return lines;
  }

  private static void policy(List<Line> lines, String name, JsonNode policy) {
    var parts = new ArrayList<String>();
    policy
        .properties()
        .forEach(
            part -> {
              var value = part.getValue();
              if (value.isValueNode() ? !value.isNull() : !value.isEmpty()) {
                var text = value.isValueNode() ? value.asText() : value.toString();
                parts.add(part.getKey() + " " + text);
              }
            });
    if (!parts.isEmpty()) {
      lines.add(Line.plain("  %-14s %s".formatted(name, SafeText.line(String.join(", ", parts)))));
    }
  }
}
