package dev.journeyman.agent.tool;

/// Lines put between two lines of a file.
final class Insertion {

  private Insertion() {}

  static WriteFile.Edit of(FileText text, Input input) {
    int lines = Lines.of(text.content()).size();
    int after =
        input
            .number("insert_line")
            .orElseThrow(() -> new ToolFailure("`insert_line` (an integer) is required."));
    if (after < 0 || after > lines) {
      throw new ToolFailure(
          "Invalid `insert_line` parameter: %d. It should be within the range of lines of the file: [0, %d]"
              .formatted(after, lines));
    }
    return insert(text, after, input.text("insert_text"));
  }

  private static WriteFile.Edit insert(FileText text, int after, String added) {
    var end = text.lineEnd();
    var content = text.content();
    int at = offset(content, after);
    var before = content.substring(0, at);
    var rest = content.substring(at);
    boolean open = at > 0 && !Eol.endsLine(before);
    var block = Eol.with(end, added);
    if (open) {
      // The last line had no end: it gets one, and the file still ends without.
      block = end + block;
    } else if (!Eol.endsLine(block)) {
      block += end;
    }
    int count = Math.max(1, Lines.of(added).size());
    return new WriteFile.Edit(before + block + rest, after + 1, after + count, "");
  }

  /// Where the line after the given number of lines begins.
  private static int offset(String content, int lines) {
    int offset = 0;
    for (int i = 0; i < lines; i++) {
      offset = Eol.nextLine(content, offset);
    }
    return offset;
  }
}
