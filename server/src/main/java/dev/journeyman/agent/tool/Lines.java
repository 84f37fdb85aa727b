package dev.journeyman.agent.tool;

import java.util.List;

/// Numbered lines of a file, as the model gets to see them.
final class Lines {

  private static final int LONGEST_LINE = 2000;
  private static final int AROUND = 4;

  private Lines() {}

  /// The lines of a text without their ends; a final line end starts no further line.
  static List<String> of(String text) {
    return text.lines().toList();
  }

  /// How many lines fit from `first` on; at least one, where there is one.
  static int fitting(List<String> lines, int first, int mostLines, int mostCharacters) {
    int characters = 0;
    int last = first - 1;
    while (last < lines.size() && last - first + 1 < mostLines) {
      characters += Math.min(lines.get(last).length(), LONGEST_LINE) + 8;
      if (characters > mostCharacters && last >= first) {
        break;
      }
      last++;
    }
    return last;
  }

  /// Lines `first` to `last`, counted from 1, both included.
  static String numbered(List<String> lines, int first, int last) {
    var text = new StringBuilder();
    for (int number = first; number <= last; number++) {
      text.append("%6d\t%s\n".formatted(number, shortened(lines.get(number - 1))));
    }
    return text.toString();
  }

  /// The lines around a changed stretch.
  static String snippet(List<String> lines, int first, int last) {
    int from = Math.max(1, first - AROUND);
    int to = Math.clamp(last + AROUND, 0, lines.size());
    return numbered(lines, from, Math.min(to, from + 60));
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST_LINE
        ? line
        : line.substring(0, LONGEST_LINE) + "… (%,d characters)".formatted(line.length());
  }
}
