package dev.journeyman.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.function.Predicate;

/// A directory with all that is in it.
public final class DirectoryTree {

  private DirectoryTree() {}

  /// Deletes it, following no link; nothing happens if there is none.
  public static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (var paths = Files.walk(root)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /// Copies what is wanted of it, with its permissions, links as links; a directory that is not
  /// wanted is left out with all that is in it. What goes away meanwhile is left out; what changes
  /// meanwhile is copied as it is at some moment.
  ///
  /// @param target made with the directories above it; files that are there are replaced
  public static void copy(Path root, Path target, Predicate<Path> wanted) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    Files.walkFileTree(root, new Copying(root, target, wanted));
  }

  private static final class Copying extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Path target;
    private final Predicate<Path> wanted;

    Copying(Path root, Path target, Predicate<Path> wanted) {
      this.root = root;
      this.target = target;
      this.wanted = wanted;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!directory.equals(root) && !wanted.test(directory)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      var copy = target.resolve(root.relativize(directory));
      Files.createDirectories(copy);
      Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(directory));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (wanted.test(file)) {
        try {
          Files.copy(
              file,
              target.resolve(root.relativize(file)),
              LinkOption.NOFOLLOW_LINKS,
              StandardCopyOption.COPY_ATTRIBUTES,
              StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException _) {
          return FileVisitResult.CONTINUE;
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
      if (reason instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw reason;
    }
  }
}
