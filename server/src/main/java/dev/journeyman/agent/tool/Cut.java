package dev.journeyman.agent.tool;

/// Head and tail of a text that is too long, cut at line ends where one is near.
///
/// @param text at most as long as asked for, plus the line that says what is left out
/// @param shortened whether something is left out
record Cut(String text, boolean shortened) {

  private static final int NEAR = 500;

  static Cut of(String text, int most) {
    if (text.length() <= most) {
      return new Cut(text, false);
    }
    int head = headEnd(text, most / 2);
    int tail = tailStart(text, text.length() - (most - most / 2));
    var middle = "\n… %,d characters are left out here …\n".formatted(tail - head);
    return new Cut(text.substring(0, head) + middle + text.substring(tail), true);
  }

  private static int headEnd(String text, int limit) {
    int line = text.lastIndexOf('\n', limit - 1);
    int end = line >= limit - NEAR && line > 0 ? line : limit;
    return splitsPair(text, end) ? end - 1 : end;
  }

  private static int tailStart(String text, int limit) {
    int line = text.indexOf('\n', limit - 1) + 1;
    int start = line > 0 && line <= limit + NEAR && line < text.length() ? line : limit;
    return splitsPair(text, start) ? start + 1 : start;
  }

  private static boolean splitsPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at - 1)) && Character.isLowSurrogate(text.charAt(at));
  }
}
