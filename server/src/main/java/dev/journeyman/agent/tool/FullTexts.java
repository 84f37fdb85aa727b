package dev.journeyman.agent.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Keeps outputs that were too long to show, in a directory that commands see read-only at the same
/// path.
///
/// @param directory belongs to the service; others may read it
public record FullTexts(Path directory) {

  private static final int LONGEST_NAME = 100;

  /// Makes the directory if it is missing.
  public static FullTexts in(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      return new FullTexts(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make the directory " + directory, e);
    }
  }

  /// Writes a text under a new name that starts with `kind`.
  public Path keep(String kind, String text) {
    try {
      var name = "%s-%s.txt".formatted(kind, Long.toString(System.nanoTime(), 36));
      var file = directory.resolve(name);
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not keep a full text in " + directory, e);
    }
  }

  /// The kept file of this path, if it is one.
  Optional<Path> find(String path) {
    if (!path.startsWith(directory + "/") || path.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    var asked = Path.of(path);
    return Optional.ofNullable(asked.getFileName())
        .filter(name -> name.toString().length() <= LONGEST_NAME)
        .map(name -> directory.resolve(name.toString()))
        .filter(asked::equals)
        .filter(Files::isRegularFile);
  }
}
