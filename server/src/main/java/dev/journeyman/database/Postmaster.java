package dev.journeyman.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A running server, as `postmaster.pid` in its data directory tells. The file grows while the
/// server starts: process id, data directory, time, port, and some lines later what it is doing.
record Postmaster(long processId, int port, boolean ready) {

  private static final int PORT = 3;
  private static final int STATUS = 7;

  static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  /// Reads who runs on this data; empty if nobody does.
  static Optional<Postmaster> of(Path data) {
    try {
      return parse(Files.readAllLines(file(data))).filter(found -> found.runsOn(data));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<Postmaster> parse(List<String> lines) {
    if (lines.size() <= PORT) {
      return Optional.empty();
    }
    var ready = lines.size() > STATUS && lines.get(STATUS).startsWith("ready");
    return Optional.of(
        new Postmaster(
            Long.parseLong(lines.getFirst().strip()),
            Integer.parseInt(lines.get(PORT).strip()),
            ready));
  }

  /// Process ids are used again: after a crash another program may have this one's.
  private boolean runsOn(Path data) {
    try {
      var command = Files.readString(Path.of("/proc/%d/cmdline".formatted(processId)));
      var arguments = List.of(command.split("\0"));
      return arguments.getFirst().endsWith("/postgres") && arguments.contains(data.toString());
    } catch (IOException _) {
      return false;
    }
  }

  Optional<ProcessHandle> process() {
    return ProcessHandle.of(processId);
  }
}
