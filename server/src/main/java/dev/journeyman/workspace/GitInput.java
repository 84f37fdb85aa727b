package dev.journeyman.workspace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What a program reads on its standard input.
sealed interface GitInput {

  static GitInput nothing() {
    return new Text("");
  }

  record Text(String text) implements GitInput {}

  /// Opened by the service, so that the program needs no right to the file.
  record Stored(Path file) implements GitInput {}

  default void attach(ProcessBuilder builder) {
    if (this instanceof Stored(Path file)) {
      builder.redirectInput(file.toFile());
    }
  }

  default byte[] bytes() {
    return this instanceof Text(String text) ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
  }
}
