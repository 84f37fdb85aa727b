package dev.journeyman.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends and removes what a service that was killed left behind. Normally nothing runs any more: the
/// kernel ends a bubblewrap when its service ends. A process is killed only if both its id and the
/// moment it started are the ones written down.
final class LeftOvers {

  private static final Logger log = LoggerFactory.getLogger(LeftOvers.class);
  private static final Pattern DIGITS = Pattern.compile("\\d{2,36}");

  private LeftOvers() {}

  static void remember(Path record, long id) throws IOException {
    var row = ProcessTable.row(id);
    if (row.isPresent()) {
      Files.writeString(record, id + " " + row.get().startTicks());
    }
  }

  static void forget(Path record) {
    try {
      Files.deleteIfExists(record);
    } catch (IOException e) {
      log.warn("{} cannot be removed; the next start removes it", record);
    }
  }

  static void end(HostDirectory files, Ownership ownership, Optional<ControlGroups> groups) {
    if (!files.claimed()) {
      log.warn("Another service uses {}; nothing there is cleaned up", files.root());
      return;
    }
    try (var records = Files.newDirectoryStream(files.runDirectory())) {
      for (var file : records) {
        if (file.toString().endsWith(".process")) {
          endRecorded(Files.readString(file));
          groups.ifPresent(known -> endGroup(known.of(nameOf(file))));
        }
        Files.delete(file);
      }
      try (var sockets = Files.newDirectoryStream(files.socketDirectory())) {
        for (var socket : sockets) {
          Files.delete(socket);
        }
      }
      removeOutput(files.outputDirectory());
      new CacheCopies(files.cacheCopies(), ownership, List.of())
          .removeOld(LeftOvers::removeIfPossible);
    } catch (IOException e) {
      throw new UncheckedIOException("Left-overs of an earlier service cannot be removed", e);
    }
  }

  private static String nameOf(Path record) {
    return record.getFileName().toString().replace(".process", "");
  }

  private static void endGroup(ControlGroup group) {
    group.kill();
    group.remove();
  }

  private static void endRecorded(String text) {
    var parts = text.split(" ");
    if (parts.length != 2 || !DIGITS.matcher(parts[0] + parts[1]).matches()) {
      return;
    }
    long id = Long.parseLong(parts[0]);
    long startTicks = Long.parseLong(parts[1]);
    if (ProcessTable.row(id).filter(row -> row.startTicks() == startTicks).isPresent()) {
      log.warn("Process {} was left by an earlier service; it is killed with its children", id);
      ProcessTable.read().tree(id).reversed().stream()
          .flatMap(row -> ProcessHandle.of(row.id()).stream())
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  /// Whoever wanted to read it ended with the service.
  private static void removeOutput(Path directory) throws IOException {
    try (var outputs = Files.newDirectoryStream(directory)) {
      outputs.forEach(LeftOvers::removeIfPossible);
    }
  }

  /// What only takes room must not keep the service from starting.
  private static void removeIfPossible(Path left) {
    try {
      DirectoryRemoval.remove(left);
    } catch (IOException e) {
      log.warn("{} of an earlier service cannot be removed: {}", left, e.getMessage());
    }
  }
}
