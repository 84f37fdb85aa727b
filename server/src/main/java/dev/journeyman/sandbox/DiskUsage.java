package dev.journeyman.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What lies in some directories: sizes as files say them, so holes in sparse files count.
record DiskUsage(long bytes, long files) {

  /// Follows no symbolic links, and goes on past what it cannot read.
  static DiskUsage of(List<Path> directories) {
    var counter = new Counter();
    for (var directory : directories) {
      try {
        Files.walkFileTree(directory, counter);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new DiskUsage(counter.bytes, counter.files);
  }

  private static final class Counter extends SimpleFileVisitor<Path> {
    private long bytes;
    private long files;

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
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException exception) {
      files++;
      return FileVisitResult.CONTINUE;
    }
  }
}
