package dev.journeyman.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a directory to one service; the operating system gives it up when the process ends.
record DirectoryLock(FileChannel channel) implements AutoCloseable {

  static DirectoryLock take(Path directory) {
    var file = directory.resolve("lock");
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw taken(directory, file);
      }
      channel.truncate(0).write(StandardCharsets.UTF_8.encode(ownProcess()));
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + file, e);
    }
  }

  /// Whether somebody has the directory now; taken and given up again to find out.
  static boolean held(Path directory) {
    var file = directory.resolve("lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return !locked(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot give up a lock", e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static DatabaseException taken(Path directory, Path file) throws IOException {
    return new DatabaseException(
        ("%s is in use by another Journeyman (process %s):"
                + " stop it, or set JOURNEYMAN_HOME to another directory")
            .formatted(directory, Files.readString(file).strip()));
  }

  private static String ownProcess() {
    return ProcessHandle.current().pid() + "\n";
  }
}
