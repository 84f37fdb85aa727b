package dev.journeyman.app;

/// Shows what an agent wrote without obeying it: control characters become visible.
final class Plain {

  private Plain() {}

  /// Keeps line ends and tabs.
  static String text(String untrusted) {
    var shown = new StringBuilder(untrusted.length());
    untrusted
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                shown.append("\\x%02x".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /// As one line.
  static String line(String untrusted) {
    return text(untrusted.replace('\n', ' '));
  }
}
