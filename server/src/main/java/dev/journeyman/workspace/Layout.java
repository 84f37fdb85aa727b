package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Where things are, and who may reach them. Whoever runs the sandbox must get through every
/// directory above a work tree, and see none of them listed.
///
/// @param mirrors may be shared by several services, on several hosts
/// @param exports for this service's clean trees
record Layout(Path root, Path mirrors, Path exports, Optional<HostUser> sandboxUser) {

  Path home() {
    return root.resolve("home");
  }

  Path mirror(String repositoryId) {
    return mirrors.resolve(repositoryId + ".git");
  }

  Path task(String repositoryId, String taskId) {
    return root.resolve("tasks").resolve(repositoryId).resolve(taskId);
  }

  void make() {
    pass(root);
    make(home(), "rwxr-xr-x");
    pass(mirrors);
    pass(root.resolve("tasks"));
    pass(exports.resolveSibling(""));
  }

  /// A directory that the sandbox's user may pass through, nobody else may enter, where the service
  /// is root; otherwise one for the service alone.
  void pass(Path directory) {
    make(directory, sandboxUser.isPresent() ? "rwx--x---" : "rwx------");
    try {
      if (sandboxUser.isPresent()) {
        sandboxUser.get().giveGroup(directory);
      }
    } catch (IOException e) {
      throw broken(directory, e);
    }
  }

  /// A directory for the service alone.
  void own(Path directory) {
    make(directory, "rwx------");
  }

  /// A directory that belongs to the sandbox's user.
  void give(Path directory) {
    make(directory, "rwx------");
    try {
      if (sandboxUser.isPresent()) {
        sandboxUser.get().give(directory);
      }
    } catch (IOException e) {
      throw broken(directory, e);
    }
  }

  /// Gives an existing file to the sandbox's user.
  void giveFile(Path file) throws IOException {
    if (sandboxUser.isPresent()) {
      sandboxUser.get().give(file);
    }
  }

  private static void make(Path directory, String permissions) {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw broken(directory, e);
    }
  }

  static WorkspaceException broken(Path path, IOException cause) {
    return new WorkspaceException(
        Problem.BROKEN,
        "Could not write " + path + ": " + cause.getMessage(),
        "Check the free space and the rights of the directory.",
        cause);
  }
}
