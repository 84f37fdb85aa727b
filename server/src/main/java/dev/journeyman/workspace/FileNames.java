package dev.journeyman.workspace;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Names of files as git gives them: any bytes but NUL. What is not UTF-8 shows as `\xNN`.
final class FileNames {

  private FileNames() {}

  /// Splits a list in which each name ends with NUL.
  static List<String> split(byte[] list) {
    var names = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < list.length; i++) {
      if (list[i] == 0) {
        names.add(decode(list, start, i - start));
        start = i + 1;
      }
    }
    return List.copyOf(names);
  }

  static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  private static String decode(byte[] bytes, int offset, int length) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes, offset, length);
    var out = CharBuffer.allocate(4 * length + 1);
    while (true) {
      var result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put("\\x%02X".formatted(in.get()));
      }
      decoder.reset();
    }
  }
}
