package dev.journeyman.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A directory for one look into the sandbox, named after the process that looks. It goes at the
/// end, at Ctrl-C too; one whose process was killed goes at the next look.
///
/// @param directory others may pass through it: the sandbox has a user of its own
record LookPlace(Path directory) implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  static LookPlace create(Path looks) throws IOException {
    make(looks);
    removeDeserted(looks);
    var place = new LookPlace(looks.resolve(Long.toString(ProcessHandle.current().pid())));
    remove(place.directory());
    make(place.directory());
    return place;
  }

  private static void make(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private static void removeDeserted(Path looks) throws IOException {
    try (var places = Files.newDirectoryStream(looks, "[0-9]*")) {
      for (var place : places) {
        long process = Long.parseLong(place.getFileName().toString());
        if (ProcessHandle.of(process).isEmpty()) {
          remove(place);
        }
      }
    }
  }

  /// What a sandboxed command left may be deep, odd or closed to its owner. `rm` copes with all
  /// of it once closed directories are opened. Opening follows names, so it is done only where it
  /// is needed.
  private static void remove(Path place) throws IOException {
    run("rm", "-rf", "--one-file-system", "--", place.toString());
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      run("chmod", "-R", "u+rwX", "--", place.toString());
      run("rm", "-rf", "--one-file-system", "--", place.toString());
    }
  }

  private static void run(String... command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// At Ctrl-C, ends what runs there and removes it then.
  ///
  /// @param end called in this order
  void removeAtLast(List<Runnable> end) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndRemove(end)));
  }

  private void endAndRemove(List<Runnable> end) {
    try {
      end.forEach(Runnable::run);
      remove(directory);
    } catch (IOException e) {
      System.err.println("journeyman: " + directory + " could not be removed: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    remove(directory);
  }
}
