package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Removes a directory in which nothing runs any more, without following links.
final class DirectoryRemoval extends SimpleFileVisitor<Path> {

  private DirectoryRemoval() {}

  /// @throws IOException if something is left afterwards
  static void remove(Path directory) throws IOException {
    try {
      Files.walkFileTree(directory, new DirectoryRemoval());
    } catch (IOException e) {
      removeByForce(directory);
      if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  /// Directories that their owner may not enter, and paths that are longer than a call can say.
  private static void removeByForce(Path directory) throws IOException {
    run("chmod", "-R", "u+rwX", "--", directory.toString());
    run("rm", "-rf", "--one-file-system", "--", directory.toString());
  }

  private static void run(String... line) throws IOException {
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      builder.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while removing a directory", e);
    }
  }

  static void removeIfThere(Path directory) throws IOException {
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      remove(directory);
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Files.deleteIfExists(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
      throws IOException {
    Files.deleteIfExists(directory);
    return FileVisitResult.CONTINUE;
  }
}
