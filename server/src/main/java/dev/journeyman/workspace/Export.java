package dev.journeyman.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// Writes a tree of the mirror as plain files for the sandbox's user.
record Export(Layout layout, Objects objects, SandboxedGit sandboxed) {

  void write(Treeish tree, Path directory) {
    layout.give(directory);
    requireEmpty(directory);
    var mirror = objects.git().directory().orElseThrow();
    var gitDirectory = layout.exports().resolve("git-" + UUID.randomUUID());
    try {
      var any = new CommitId(tree.value());
      PrivateGitDirectory.make(layout, gitDirectory, "export", any, mirror);
      sandboxed.run(directory, gitDirectory, "restore.sh", 0, tree.value());
    } finally {
      Removal.of(objects.git()).remove(gitDirectory);
    }
  }

  private static void requireEmpty(Path directory) {
    try (var entries = Files.newDirectoryStream(directory)) {
      if (entries.iterator().hasNext()) {
        throw new IllegalArgumentException("The directory is not empty: " + directory);
      }
    } catch (IOException e) {
      throw Layout.broken(directory, e);
    }
  }
}
