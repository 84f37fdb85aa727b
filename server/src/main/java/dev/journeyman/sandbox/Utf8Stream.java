package dev.journeyman.sandbox;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Turns chunks of bytes into text; a character cut by a chunk's end waits for the next chunk. What
/// is not UTF-8 becomes U+FFFD.
final class Utf8Stream {

  private static final int LONGEST_CHARACTER = 4;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer waiting = ByteBuffer.allocate(LONGEST_CHARACTER).limit(0);

  String decode(byte[] bytes, int length) {
    var input = ByteBuffer.allocate(waiting.remaining() + length);
    input.put(waiting).put(bytes, 0, length).flip();
    var text = CharBuffer.allocate(input.remaining() + 1);
    decoder.decode(input, text, false);
    waiting.clear();
    waiting.put(input).flip();
    return text.flip().toString();
  }

  /// What is left is half a character at most.
  String finish() {
    return waiting.hasRemaining() ? "\uFFFD" : "";
  }

  /// How many of the first bytes hold whole characters only.
  static int completeLength(byte[] bytes, int length) {
    int start = length;
    while (start > 0 && length - start < LONGEST_CHARACTER && isContinuation(bytes[start - 1])) {
      start--;
    }
    if (start == 0 || characterLength(bytes[start - 1]) <= length - start + 1) {
      return length;
    }
    return start - 1;
  }

  /// Where the first whole character begins.
  static int firstStart(byte[] bytes) {
    int start = 0;
    while (start < bytes.length && start < LONGEST_CHARACTER && isContinuation(bytes[start])) {
      start++;
    }
    return start;
  }

  private static boolean isContinuation(byte value) {
    return (value & 0xC0) == 0x80;
  }

  private static int characterLength(byte first) {
    int value = first & 0xFF;
    if (value >= 0xF0) {
      return 4;
    }
    if (value >= 0xE0) {
      return 3;
    }
    return value >= 0xC0 ? 2 : 1;
  }
}
