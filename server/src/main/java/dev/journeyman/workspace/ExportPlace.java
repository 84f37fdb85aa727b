package dev.journeyman.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A directory for one service's clean trees, below one that services of all times share. A service
/// holds a lock beside its own; what nobody holds was left by one that was killed.
///
/// @param lock kept until this process ends
record ExportPlace(Path directory, FileLock lock) {

  private static final String LOCK = ".lock";

  /// Must be called before the directory is made.
  static ExportPlace claim(Path own) {
    return new ExportPlace(own, locked(lockOf(own)).orElseThrow());
  }

  /// Removes what services left that are no more.
  void removeDesertedOnes(Removal removal) {
    var all = directory.resolveSibling("");
    try (var found = Files.newDirectoryStream(all)) {
      for (var place : found) {
        if (!place.toString().endsWith(LOCK) && !place.equals(directory)) {
          removeIfDeserted(place, removal);
        }
      }
    } catch (IOException e) {
      throw Layout.broken(all, e);
    }
  }

  private static void removeIfDeserted(Path place, Removal removal) throws IOException {
    var lock = locked(lockOf(place));
    if (lock.isPresent()) {
      removal.remove(place);
      Files.deleteIfExists(lockOf(place));
      lock.get().acquiredBy().close();
    }
  }

  private static Path lockOf(Path place) {
    return place.resolveSibling(place.getFileName() + LOCK);
  }

  /// Empty if another holds it, be it in this process.
  private static Optional<FileLock> locked(Path file) {
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = tried(channel);
      if (lock.isEmpty()) {
        channel.close();
      }
      return lock;
    } catch (IOException e) {
      throw Layout.broken(file, e);
    }
  }

  private static Optional<FileLock> tried(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException _) {
      return Optional.empty();
    }
  }
}
