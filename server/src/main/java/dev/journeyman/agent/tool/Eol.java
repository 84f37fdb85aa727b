package dev.journeyman.agent.tool;

/// Line ends: LF, CR LF, or CR alone.
final class Eol {

  private Eol() {}

  static boolean endsLine(String text) {
    return text.endsWith("\n") || text.endsWith("\r");
  }

  /// The text with all its line ends made this one.
  static String with(String end, String text) {
    return text.replaceAll("\r\n?|\n", end);
  }

  /// Where the line after the one at `offset` begins; the end of the text if there is none.
  static int nextLine(String text, int offset) {
    for (int i = offset; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
    }
    return text.length();
  }
}
