package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;

/// A stretch of lines, counted from 1, both ends included.
///
/// @param given whether the model asked for it
record LineRange(int first, int last, boolean given) {

  static LineRange of(Input input, int lines) {
    return input
        .part("view_range")
        .map(range -> parse(range, lines))
        .orElse(new LineRange(1, lines, false));
  }

  private static LineRange parse(JsonNode range, int lines) {
    boolean pair =
        range.isArray() && range.size() == 2 && range.get(0).isInt() && range.get(1).isInt();
    Input.expect(pair, range, "view_range", "two integers, such as [10, 40]");
    int first = range.get(0).intValue();
    int last = range.get(1).intValue();
    if (first < 1 || first > lines) {
      throw new ToolFailure(
          "Invalid `view_range` %s: its first line must be within [1, %d]."
              .formatted(range, lines));
    }
    if (last != -1 && last < first) {
      throw new ToolFailure(
          "Invalid `view_range` %s: its last line must not be before its first; -1 is the end."
              .formatted(range));
    }
    return new LineRange(first, last == -1 ? lines : Math.min(last, lines), true);
  }
}
