package dev.journeyman.cli.text;

/// Shows what people, models, tools and files wrote without obeying it: what a terminal would take
/// for a command is written out, such as `\x1b` or `<U+202E>`.
public final class SafeText {

  private SafeText() {}

  /// Keeps tabs and line ends.
  public static String text(String untrusted) {
    var shown = new StringBuilder(untrusted.length());
    for (int at = 0; at < untrusted.length(); ) {
      int character = untrusted.codePointAt(at);
      at += Character.charCount(character);
      boolean carriageReturnOfLineEnd =
          character == '\r' && at < untrusted.length() && untrusted.charAt(at) == '\n';
      if (character == '\n' || character == '\t' || carriageReturnOfLineEnd) {
        shown.append((char) character);
      } else if (Character.isISOControl(character)) {
        shown.append("\\x%02x".formatted(character));
      } else if (Characters.hidden(character)) {
        shown.append("<U+%04X>".formatted(character));
      } else {
        shown.appendCodePoint(character);
      }
    }
    return shown.toString();
  }

  /// As one line: line ends and tabs become spaces.
  public static String line(String untrusted) {
    return text(untrusted.strip().replaceAll("[\\r\\n\\t ]+", " "));
  }

  /// JSON that says the same: what a terminal would obey, or a reader not see, stands escaped.
  ///
  /// @param json valid; outside of its strings there is nothing to escape
  public static String json(String json) {
    var shown = new StringBuilder(json.length());
    for (int at = 0; at < json.length(); ) {
      int character = json.codePointAt(at);
      int end = at + Character.charCount(character);
      if (obeyed(character) || Characters.hidden(character)) {
        json.substring(at, end).chars().forEach(unit -> shown.append("\\u%04x".formatted(unit)));
      } else {
        shown.appendCodePoint(character);
      }
      at = end;
    }
    return shown.toString();
  }

  private static boolean obeyed(int character) {
    return Character.isISOControl(character)
        && character != '\n'
        && character != '\r'
        && character != '\t';
  }
}
