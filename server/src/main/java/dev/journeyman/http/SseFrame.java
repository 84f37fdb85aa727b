package dev.journeyman.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Events as the wire has them (HTML standard, section 9.2). A frame is made once and shared by all
/// readers, each of which writes a slice of it.
final class SseFrame {

  static final ByteBuffer HEARTBEAT = bytes(": heartbeat\n\n");
  static final ByteBuffer RETRY = bytes("retry: 2000\n\n");

  private SseFrame() {}

  /// An unnamed event.
  ///
  /// @param line one line
  static ByteBuffer event(long id, String line) {
    return bytes("id: " + id + "\ndata: " + line + "\n\n");
  }

  static ByteBuffer event(long id, String name, String line) {
    return bytes("id: " + id + "\nevent: " + name + "\ndata: " + line + "\n\n");
  }

  /// An event that is not stored and so has no id.
  static ByteBuffer passing(String name, String line) {
    return bytes("event: " + name + "\ndata: " + line + "\n\n");
  }

  static ByteBuffer unnumbered(String line) {
    return bytes("data: " + line + "\n\n");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }
}
