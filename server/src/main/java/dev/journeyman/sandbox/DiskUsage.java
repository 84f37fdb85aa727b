package dev.journeyman.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What lies in some directories: sizes as files say them, so holes in sparse files count.
///
/// @param hidden entries into which nobody could look: closed directories, and paths longer than a
///     system call can say
public record DiskUsage(long bytes, long files, long hidden) {

  /// Follows no symbolic links, and goes on past what it cannot read.
  public static DiskUsage of(List<Path> directories) {
    var counter = new Counter();
    for (var directory : directories) {
      try {
        Files.walkFileTree(directory, counter);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new DiskUsage(counter.bytes, counter.files, counter.hidden);
  }

  DiskUsage plus(long more) {
    return new DiskUsage(bytes + more, files, hidden);
  }

  private static final class Counter extends SimpleFileVisitor<Path> {
    private long bytes;
    private long files;
    private long hidden;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files++;
      if (attributes.isRegularFile()) {
        bytes += attributes.size();
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException exception) {
      if (!(exception instanceof NoSuchFileException)) {
        hidden++;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException exception) {
      files++;
      if (exception != null) {
        hidden++;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
