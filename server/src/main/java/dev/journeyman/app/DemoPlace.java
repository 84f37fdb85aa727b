package dev.journeyman.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// A directory for one demo; it goes when the demo ends.
///
/// @param directory others may pass through it, since database and sandbox have users of their own
record DemoPlace(Path directory) implements AutoCloseable {

  /// Not /tmp, which commands in the sandbox have one of their own of.
  private static final Path PLACE = Path.of("/var/tmp");

  static DemoPlace create() throws IOException {
    var directory = Files.createTempDirectory(PLACE, "journeyman-demo-");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    return new DemoPlace(directory);
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
