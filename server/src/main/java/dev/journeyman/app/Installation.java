package dev.journeyman.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where this installation's own files are, found from where the program was started.
final class Installation {

  private Installation() {}

  /// The built console, if there is one beside the program; else the one on the class path is used.
  static Optional<Path> console() {
    return root().map(root -> root.resolve("console").resolve("dist")).filter(Files::isDirectory);
  }

  /// The launcher says where it is; without it, nothing is known.
  private static Optional<Path> root() {
    return Optional.ofNullable(System.getProperty("journeyman.root")).map(Path::of);
  }
}
