package dev.journeyman.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs PostgreSQL's programs with an empty environment; what they say goes to a file, for a pipe
/// would break when the service dies.
final class ServerProcess {

  private static final Duration FAST = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE = Duration.ofSeconds(5);
  private static final int TAIL = 2000;

  private ServerProcess() {}

  static Process start(List<String> command, Path log) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(log.toAbsolutePath().getRoot().toFile());
    builder.redirectOutput(log.toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new DatabaseException(
          "Cannot run %s: %s".formatted(command.getFirst(), e.getMessage()), e);
    }
  }

  /// Runs a program to its end.
  static void run(List<String> command, Path log) {
    if (await(start(command, log)) != 0) {
      throw new DatabaseException("%s failed: %s".formatted(command, tail(log)));
    }
  }

  /// Stops a server; false if it lives on.
  static boolean stop(ProcessHandle process) {
    return ends(process, "INT", FAST) || ends(process, "QUIT", IMMEDIATE);
  }

  private static boolean ends(ProcessHandle process, String signal, Duration patience) {
    kill(process, signal);
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return !process.isAlive();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return !process.isAlive();
  }

  /// Java can send only two signals, and neither is the right one.
  private static void kill(ProcessHandle process, String signal) {
    var command = "kill -%s %d".formatted(signal, process.pid());
    await(start(List.of("/bin/sh", "-c", command), Path.of("/dev/null")));
  }

  static boolean portWasTaken(Path log) {
    return tail(log).contains("Address already in use");
  }

  /// A server that was killed leaves processes behind for a moment, and may not be followed by
  /// another before they are gone.
  static boolean dataIsInUse(Path log) {
    return tail(log).contains("is still in use");
  }

  static String tail(Path log) {
    try {
      var text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
      return text.substring(Math.max(0, text.length() - TAIL));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + log, e);
    }
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException _) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new DatabaseException("Interrupted while running PostgreSQL's programs");
    }
  }
}
