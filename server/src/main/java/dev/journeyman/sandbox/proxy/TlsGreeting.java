package dev.journeyman.sandbox.proxy;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The first message of a TLS client (RFC 8446, section 4.1.2), as far as it names the server it
/// wants (RFC 6066, section 3). It may come in several records.
final class TlsGreeting {

  /// All records of a greeting together; clients send some hundred bytes.
  static final int LONGEST = 32 * 1024;

  private static final int HANDSHAKE = 0x16;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;
  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int RECORD_HEAD = 5;
  private static final int MESSAGE_HEAD = 4;

  private TlsGreeting() {}

  /// Looks at what a client sends first, and leaves it to be read again.
  ///
  /// @return the name in lower case; empty if it does not speak TLS, or names nobody or several
  static Optional<String> serverName(BufferedInputStream stream) throws IOException {
    stream.mark(LONGEST);
    try {
      return name(message(stream));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException _) {
      return Optional.empty();
    } finally {
      stream.reset();
    }
  }

  /// The first handshake message, put together from its records.
  ///
  /// @throws IllegalArgumentException if there is none, or it is longer than any greeting
  private static ByteBuffer message(BufferedInputStream stream) throws IOException {
    var message = ByteBuffer.allocate(LONGEST);
    int read = 0;
    while (!isWhole(message)) {
      var head = ByteBuffer.wrap(exactly(stream, RECORD_HEAD));
      int length = Short.toUnsignedInt(head.getShort(3));
      read += RECORD_HEAD + length;
      if (head.get(0) != HANDSHAKE || length == 0 || read > LONGEST) {
        throw new IllegalArgumentException("no greeting");
      }
      message.put(exactly(stream, length));
    }
    return message.flip().limit(MESSAGE_HEAD + (message.getInt(0) & 0xFFFFFF));
  }

  private static boolean isWhole(ByteBuffer message) {
    return message.position() >= MESSAGE_HEAD
        && message.position() >= MESSAGE_HEAD + (message.getInt(0) & 0xFFFFFF);
  }

  private static byte[] exactly(BufferedInputStream stream, int length) throws IOException {
    var bytes = stream.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The client ended in its greeting");
    }
    return bytes;
  }

  private static Optional<String> name(ByteBuffer message) {
    if (message.get() != CLIENT_HELLO) {
      return Optional.empty();
    }
    skip(message, 3 + VERSION_AND_RANDOM);
    skip(message, Byte.toUnsignedInt(message.get()));
    skip(message, Short.toUnsignedInt(message.getShort()));
    skip(message, Byte.toUnsignedInt(message.get()));
    var extensions = part(message);
    var names = new ArrayList<String>();
    while (extensions.hasRemaining()) {
      int kind = Short.toUnsignedInt(extensions.getShort());
      var content = part(extensions);
      if (kind == SERVER_NAME) {
        names.addAll(names(part(content)));
      }
    }
    return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
  }

  /// Servers disagree on which of several counts, and on what a kind means that nobody defined.
  private static List<String> names(ByteBuffer list) {
    var names = new ArrayList<String>();
    while (list.hasRemaining()) {
      if (list.get() != HOST_NAME) {
        throw new IllegalArgumentException("an unknown kind of name");
      }
      var name = StandardCharsets.US_ASCII.decode(part(list)).toString();
      names.add(name.toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static void skip(ByteBuffer message, int bytes) {
    message.position(message.position() + bytes);
  }

  private static ByteBuffer part(ByteBuffer message) {
    int length = Short.toUnsignedInt(message.getShort());
    var part = message.slice(message.position(), length);
    skip(message, length);
    return part;
  }
}
