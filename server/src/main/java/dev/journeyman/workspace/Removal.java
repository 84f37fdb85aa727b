package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Takes away directories that an agent wrote to. It works through open directories and never
/// through a symbolic link, at any depth, so it needs neither our stack nor our trust.
record Removal(Map<String, String> environment) {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  static Removal of(Git git) {
    return new Removal(GitEnvironment.of(git));
  }

  /// Does nothing if there is nothing.
  void remove(Path directory) {
    if (!exists(directory)) {
      return;
    }
    run("rm", "-rf", "--one-file-system", "--", directory.toString());
    if (exists(directory)) {
      // Directories that even their owner may not enter.
      run("chmod", "-R", "u+rwX", "--", directory.toString());
      run("rm", "-rf", "--one-file-system", "--", directory.toString());
    }
    if (exists(directory)) {
      throw new WorkspaceException(
          Problem.BROKEN,
          "Could not remove " + directory,
          "Look at its rights and mounts, and remove it by hand.");
    }
  }

  private void run(String... command) {
    new BoundedProcess(List.of(command), environment, LIMIT, 64 * 1024).run(GitInput.nothing());
  }

  private static boolean exists(Path directory) {
    return Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
  }
}
