package dev.journeyman.workspace;

/// Cuts the output of `git diff-tree --patch` into its files. Only a header starts a line with
/// `diff --git`: lines of content start with a space, `+`, `-` or `\`.
final class Patches {

  private static final String HEADER = "diff --git ";

  private final String text;
  private final DiffLimits limits;
  private int position;

  /// One file's patch.
  record Part(String text, boolean cut) {}

  Patches(String text, DiffLimits limits) {
    this.text = text;
    this.limits = limits;
    this.position = Math.max(0, text.indexOf(HEADER));
  }

  boolean hasNext() {
    return position < text.length();
  }

  /// The patch of the next file, which has this many headers.
  Part next(int headers) {
    int start = position;
    for (int i = 0; i < headers && hasNext(); i++) {
      int found = text.indexOf("\n" + HEADER, position);
      position = found < 0 ? text.length() : found + 1;
    }
    int end = Math.min(position, start + limits.filePatchCharacters());
    boolean cut = end < position;
    int line = cut ? Math.max(start, text.lastIndexOf('\n', end) + 1) : end;
    return new Part(text.substring(start, line), cut);
  }
}
