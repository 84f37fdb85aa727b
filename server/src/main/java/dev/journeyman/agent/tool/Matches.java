package dev.journeyman.agent.tool;

import java.util.List;

/// The lines a search found, bounded in number and length.
final class Matches {

  private static final int STANDARD = 100;
  private static final int MOST = 500;
  private static final int LONGEST_LINE = 500;
  private static final int MOST_CHARACTERS = 30_000;

  private Matches() {}

  static ToolResult of(String output, Input input, Redaction redaction) {
    var lines = output.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return ToolResult.ok("Nothing was found. Try a shorter pattern, or case_insensitive.");
    }
    int most = input.number("max_results", STANDARD, 1, MOST);
    int shown = fitting(lines, most);
    var text = new StringBuilder();
    for (var line : lines.subList(0, shown)) {
      text.append(shortened(line)).append('\n');
    }
    if (shown < lines.size()) {
      text.append(
          "(%d of at least %d are shown. Narrow the search with path, glob or a longer pattern.)"
              .formatted(shown, lines.size()));
    }
    return ToolResult.ok(redaction.of(text.toString()));
  }

  private static int fitting(List<String> lines, int most) {
    int characters = 0;
    int count = 0;
    while (count < Math.min(most, lines.size())) {
      characters += Math.min(lines.get(count).length(), LONGEST_LINE) + 1;
      if (characters > MOST_CHARACTERS) {
        break;
      }
      count++;
    }
    return count;
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
  }
}
