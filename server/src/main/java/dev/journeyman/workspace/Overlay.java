package dev.journeyman.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/// Puts trees together from files of two, in an index of its own.
record Overlay(Objects objects) {

  TreeId of(Treeish tree, Treeish other, List<String> paths) {
    var mirror = objects.git().directory().orElseThrow();
    var index = mirror.resolve("overlay-" + UUID.randomUUID());
    var git = objects.git().variable("GIT_INDEX_FILE", index.toString());
    try {
      git.expect("read-tree", tree.value());
      git.expect(new GitInput.Text(changes(other, paths)), "update-index", "-z", "--index-info");
      return new TreeId(git.expect("write-tree").line());
    } finally {
      remove(index);
    }
  }

  private String changes(Treeish other, List<String> paths) {
    var wanted = new HashSet<>(paths);
    var none = "0".repeat(other.value().length());
    var lines = new StringBuilder();
    paths.forEach(path -> lines.append("0 ").append(none).append('\t').append(path).append('\0'));
    objects.git().expect("ls-tree", "-r", "-z", "--full-tree", other.value()).names().stream()
        .filter(line -> wanted.contains(line.substring(line.indexOf('\t') + 1)))
        .forEach(line -> lines.append(line).append('\0'));
    return lines.toString();
  }

  private static void remove(Path index) {
    try {
      Files.deleteIfExists(index);
    } catch (IOException e) {
      throw Layout.broken(index, e);
    }
  }
}
