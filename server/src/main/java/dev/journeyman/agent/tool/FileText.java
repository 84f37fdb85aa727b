package dev.journeyman.agent.tool;

import dev.journeyman.workspace.TreePath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The text of a file, from which the same bytes can be made again.
///
/// @param mark whether it began with a byte order mark, which is not part of the content
/// @param content as it stands in the file, line ends included
record FileText(boolean mark, String content) {

  private static final String MARK = "\uFEFF";

  /// Reads UTF-8.
  ///
  /// @throws ToolFailure if it is something else
  static FileText decode(TreePath path, byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw binary(path, bytes);
      }
      boolean mark = text.startsWith(MARK);
      return new FileText(mark, mark ? text.substring(1) : text);
    } catch (CharacterCodingException _) {
      throw binary(path, bytes);
    }
  }

  private static ToolFailure binary(TreePath path, byte[] bytes) {
    return new ToolFailure(
        "`%s` is not UTF-8 text (%,d bytes, binary or another encoding). Use a command such as `file` or `xxd`."
            .formatted(path, bytes.length));
  }

  byte[] bytes() {
    return (mark ? MARK + content : content).getBytes(StandardCharsets.UTF_8);
  }

  FileText with(String changed) {
    return new FileText(mark, changed);
  }

  /// The line end that is used most, for text that is added.
  String lineEnd() {
    long returns = content.lines().count() > 1 ? count("\r\n") : 0;
    return returns > 0 && 2 * returns > count("\n") ? "\r\n" : "\n";
  }

  private long count(String part) {
    return content.split(part, -1).length - 1L;
  }
}
