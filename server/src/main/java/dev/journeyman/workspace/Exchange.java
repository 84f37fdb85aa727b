package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Files that a script in the sandbox left for the service. Read only after the sandbox has ended,
/// so nobody can swap them; a symbolic link or pipe in their place is refused.
record Exchange(Path directory) {

  private static final long LARGEST = 4L * 1024 * 1024 * 1024;

  Path file(String name) {
    var file = directory.resolve(name);
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(name + " is not a regular file");
    }
    return file;
  }

  boolean holds(String name) {
    try {
      var size = Files.size(file(name));
      if (size > LARGEST) {
        throw refused(name + " is too large");
      }
      return size > 0;
    } catch (IOException e) {
      throw Layout.broken(directory, e);
    }
  }

  byte[] read(String name, int limit) {
    try (var channel =
        Files.newByteChannel(file(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return Channels.newInputStream(channel).readNBytes(limit);
    } catch (IOException e) {
      throw Layout.broken(directory, e);
    }
  }

  private static WorkspaceException refused(String reason) {
    return new WorkspaceException(
        Problem.BROKEN, "The snapshot was not handed over: " + reason, "Try again.");
  }
}
