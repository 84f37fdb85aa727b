package dev.journeyman.sandbox.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// The first message of a TLS client (RFC 8446, section 4.1.2), as far as it names the server it
/// wants (RFC 6066, section 3).
final class TlsGreeting {

  static final int LONGEST = 5 + 16 * 1024;

  private static final int HANDSHAKE = 0x16;
  private static final int CLIENT_HELLO = 1;
  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int HEAD = 5;

  private TlsGreeting() {}

  /// Looks at what a client sends first, and leaves it to be read again.
  ///
  /// @return the name in lower case; empty if it does not speak TLS or names nobody
  static Optional<String> serverName(BufferedInputStream stream) throws IOException {
    stream.mark(LONGEST);
    try {
      if (stream.read() != HANDSHAKE) {
        return Optional.empty();
      }
      var head = ByteBuffer.wrap(stream.readNBytes(HEAD - 1));
      head.getShort();
      return name(ByteBuffer.wrap(stream.readNBytes(Short.toUnsignedInt(head.getShort()))));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("A TLS greeting cannot be read", e);
    } finally {
      stream.reset();
    }
  }

  private static Optional<String> name(ByteBuffer message) {
    if (message.get() != CLIENT_HELLO) {
      return Optional.empty();
    }
    skip(message, 3 + VERSION_AND_RANDOM);
    skip(message, Byte.toUnsignedInt(message.get()));
    skip(message, Short.toUnsignedInt(message.getShort()));
    skip(message, Byte.toUnsignedInt(message.get()));
    if (!message.hasRemaining()) {
      return Optional.empty();
    }
    var extensions = part(message);
    while (extensions.hasRemaining()) {
      int kind = extensions.getShort();
      var content = part(extensions);
      if (kind == 0) {
        return Optional.of(firstName(content));
      }
    }
    return Optional.empty();
  }

  private static String firstName(ByteBuffer content) {
    var names = part(content);
    names.get();
    var name = part(names);
    return StandardCharsets.US_ASCII.decode(name).toString().toLowerCase(Locale.ROOT);
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
