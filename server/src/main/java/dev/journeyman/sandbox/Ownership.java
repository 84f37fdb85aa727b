package dev.journeyman.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/// Gives directories to the user the commands run as. Does nothing where that is the service's own.
public record Ownership(SandboxUser user) {

  private static final long LONGEST_MINUTES = 10;

  /// Gives a directory and all below it to the sandbox's user. Symbolic links themselves change
  /// hands, never what they point to.
  ///
  /// @throws UncheckedIOException if that fails; what was given stays given
  public void give(Path directory) {
    if (user instanceof SandboxUser.Switched(int uid, int gid)) {
      change(directory, uid + ":" + gid);
    }
  }

  /// Takes a directory and all below it back to the service's own user, which must be root.
  public void takeBack(Path directory) {
    if (user instanceof SandboxUser.Switched) {
      change(directory, "0:0");
    }
  }

  /// Makes a directory that only the sandbox's user can enter; one that is there stays as it is.
  public Path makeDirectory(Path directory) {
    try {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      if (user instanceof SandboxUser.Switched(int uid, int gid)) {
        Files.setAttribute(directory, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(directory, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("Directory for the sandbox cannot be made: " + directory, e);
    }
  }

  /// The program goes through directories by handle, so that a directory swapped for a link while
  /// it works does not lead it out of the tree.
  private static void change(Path directory, String owner) {
    var builder =
        new ProcessBuilder(
                "/bin/chown", "-R", "-h", "-P", "--", owner, directory.toAbsolutePath().toString())
            .redirectErrorStream(true);
    builder.environment().clear();
    try {
      var process = builder.start();
      var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("chown " + owner + " " + directory + ": " + words.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted while changing owner", e));
    }
  }
}
