package dev.journeyman.agent.tool;

import dev.journeyman.repository.RepositoryConfiguration.LogFile;
import dev.journeyman.sandbox.PublicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// Which files of the host may be shown as logs: those that everybody on the host may read, and
/// what is in directories that the operator names. The service can read more than that, and whoever
/// configures a repository must not.
///
/// @param named by the operator
/// @param closed what is never shown: the service's home
public record LogPlaces(List<Path> named, List<Path> closed) {

  /// What everybody may read.
  public static final LogPlaces PUBLIC = new LogPlaces(List.of(), List.of());

  public LogPlaces {
    named = List.copyOf(named);
    closed = List.copyOf(closed);
  }

  /// The file itself, past all links.
  ///
  /// @throws ToolFailure if it is not there, or may not be shown
  Path open(LogFile log) {
    try {
      var file = Path.of(log.path()).toRealPath();
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw absent(log);
      }
      if (isIn(closed, file) || !(isIn(named, file) || PublicFiles.contain(file))) {
        throw new ToolFailure(
            "The log `%s` may not be shown: not everybody on the host may read it, and the service's operator has not named its directory in LOG_DIRECTORIES. Go on without it."
                .formatted(log.name()));
      }
      return file;
    } catch (IOException _) {
      throw absent(log);
    }
  }

  private static ToolFailure absent(LogFile log) {
    return new ToolFailure(
        "The log `%s` is not there at the moment, or is no regular file. Go on without it."
            .formatted(log.name()));
  }

  private static boolean isIn(List<Path> directories, Path file) throws IOException {
    for (var directory : directories) {
      if (Files.isDirectory(directory) && file.startsWith(directory.toRealPath())) {
        return true;
      }
    }
    return false;
  }
}
