package dev.journeyman.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A directory for one run, which goes with it.
record Place(Path directory) implements AutoCloseable {

  /// Below `/var/tmp`, since the users of database and sandbox have to get there, and `/tmp` may be
  /// small.
  static Place create(String name) throws IOException {
    var directory = Files.createTempDirectory(Path.of("/var/tmp"), "journeyman-" + name + "-");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    return new Place(directory);
  }

  /// What still runs and has to do with this directory.
  List<String> processes() throws IOException {
    var found = new ArrayList<String>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        var command = commandLine(process);
        if (command.contains(directory.toString())) {
          found.add("process %s still runs: %s".formatted(process.getFileName(), command));
        }
      }
    }
    return found;
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
    } catch (IOException _) {
      return "";
    }
  }

  /// The directories two levels below one.
  static List<Path> grandchildren(Path directory) throws IOException {
    try (var paths = Files.find(directory, 2, (_, _) -> true)) {
      return paths.filter(path -> directory.relativize(path).getNameCount() == 2).toList();
    } catch (NoSuchFileException | java.io.UncheckedIOException _) {
      // It is being removed at this moment, or was never made.
      return Files.exists(directory) ? grandchildren(directory) : List.of();
    }
  }

  @Override
  public void close() throws IOException {
    new ProcessBuilder("rm", "-rf", directory.toString()).start().onExit().join();
  }
}
