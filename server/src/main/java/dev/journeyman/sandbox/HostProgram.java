package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a program of the host to its end, as the service and without its environment.
///
/// @param words where what it says is kept meanwhile: a file, since to read from the program itself
///     could not be interrupted
record HostProgram(Path words, long longestMinutes) {

  /// @param what it does, for the message
  /// @throws IOException if it fails, takes too long, or the thread is interrupted, which stays so
  void run(String what, List<String> line) throws IOException {
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.redirectOutput(words.toFile());
    try {
      var process = builder.start();
      process.getOutputStream().close();
      await(what, process);
    } finally {
      Files.deleteIfExists(words);
    }
  }

  private void await(String what, Process process) throws IOException {
    try {
      if (!process.waitFor(longestMinutes, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(what + " failed: " + Files.readString(words).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(what + " was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
