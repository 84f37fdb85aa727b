package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Tone;
import dev.journeyman.cli.text.Words;
import java.util.ArrayList;
import java.util.List;

/// A webhook on a page.
final class WebhookText {

  private static final int LISTED = 2;

  private WebhookText() {}

  static Line state(JsonNode webhook) {
    if (webhook.path("disabledReason").isTextual()) {
      return new Line(Tone.BAD, "stopped");
    }
    return webhook.path("enabled").asBoolean()
        ? new Line(Tone.GOOD, "on")
        : new Line(Tone.WARNING, "paused");
  }

  /// All in a few words: the first ones, and how many more.
  static String events(JsonNode webhook) {
    var names = names(webhook);
    if (names.contains("*")) {
      return "all";
    }
    var first = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
    return names.size() > LISTED ? "%s, %d more".formatted(first, names.size() - LISTED) : first;
  }

  private static List<String> names(JsonNode webhook) {
    var names = new ArrayList<String>();
    webhook
        .path("events")
        .forEach(name -> names.add(SafeText.line(name.asText("").replaceFirst("^task\\.", ""))));
    return names;
  }

  static List<Line> lines(JsonNode webhook) {
    var lines = new ArrayList<Line>();
    lines.add(new Line(Tone.STRONG, SafeText.line(webhook.path("url").asText(""))));
    field(lines, "id", webhook.path("id").asText(""));
    field(lines, "for", webhook.path("description").asText(""));
    lines.add(new Line(state(webhook).tone(), line("state", state(webhook).text())));
    field(lines, "reason", webhook.path("disabledReason").asText(""));
    field(lines, "events", String.join(", ", names(webhook)));
    field(lines, "made by", webhook.path("createdBy").asText(""));
    var until = webhook.path("previousSecretEndsAt");
    if (until.isTextual()) {
      field(lines, "old secret", "signs, too, until " + Words.date(until.asText()));
    }
    return lines;
  }

  /// The secret alone on standard output's last line, so that a script can take it from there.
  static List<Line> withSecret(JsonNode webhook) {
    var lines = new ArrayList<>(lines(webhook));
    lines.add(Line.plain(SafeText.line(webhook.path("secret").asText(""))));
    return lines;
  }

  private static void field(List<Line> lines, String name, String value) {
    if (!value.isEmpty() && !value.equals("null")) {
      lines.add(Line.plain(line(name, SafeText.line(value))));
    }
  }

  private static String line(String name, String value) {
    return "  %-11s %s".formatted(name, value);
  }
}
