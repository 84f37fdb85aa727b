package dev.journeyman.cli.text;

import org.jline.utils.WCWidth;

/// How wide texts are on a terminal. Texts hold no control sequences.
public final class Columns {

  private Columns() {}

  public static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /// Cuts a text that is too wide and ends it with an ellipsis.
  public static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    var kept = new StringBuilder();
    int room = width - 1;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      room -= of(character);
      if (room < 0) {
        break;
      }
      kept.appendCodePoint(character);
      at += Character.charCount(character);
    }
    return width < 1 ? "" : kept.append('…').toString();
  }

  public static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }

  private static int of(int character) {
    return Math.max(0, WCWidth.wcwidth(character));
  }
}
