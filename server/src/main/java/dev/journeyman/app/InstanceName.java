package dev.journeyman.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// What the others call an instance. It is kept in the home, so that an instance that was killed is
/// known again; while it is held, no other process has it. A second one on the same home gets a
/// name for this time only.
record InstanceName(String value, FileChannel channel) implements AutoCloseable {

  private static final int LONGEST = 100;

  static InstanceName of(Home home) {
    var file = home.confidential().resolve("instance");
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new InstanceName(locked(channel) ? kept(channel) : fresh(), channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the name of this instance in " + file, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static String kept(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(LONGEST);
    channel.read(bytes, 0);
    var known = StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
    if (!known.isEmpty()) {
      return known;
    }
    var name = fresh();
    channel.write(StandardCharsets.UTF_8.encode(name), 0);
    return name;
  }

  private static String fresh() {
    return "journeyman-" + UUID.randomUUID();
  }
}
