package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Held while a mirror is fetched, or work lands from it: of several services that share it only
/// one does so at a time. The operating system gives it up when the process ends.
record MirrorLock(FileChannel channel) implements AutoCloseable {

  private static final long STEP_MILLIS = 20;

  /// Waits for it.
  ///
  /// @param purpose there is a lock for each
  static MirrorLock take(Path mirror, String purpose) {
    var file = mirror.resolveSibling(mirror.getFileName() + "." + purpose);
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (tried(channel) == null) {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      }
      return new MirrorLock(channel);
    } catch (IOException e) {
      throw Layout.broken(file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkspaceException(
          Problem.CANCELLED, "Stopped while waiting for " + file, "Try again.", e);
    }
  }

  /// Null if another holds it, be it in this process.
  private static @Nullable FileLock tried(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot give up the lock of a mirror", e);
    }
  }
}
