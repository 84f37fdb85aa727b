package dev.journeyman.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// The forks of one task's work. Each has checkpoints like a task of its own, under the task's id
/// and the fork's name. Their work trees lie beside the task's own, so that their commands may be
/// shown what the task's may.
///
/// @param place the task's directory
record ForkTrees(Git git, Path place, String taskId) {

  private static final String MARK = "_";
  private static final String FORK = "fork-";
  private static final String TREE = "tree-";

  /// Under which the checkpoints of a fork are kept.
  String id(String name) {
    return Identifier.checked("fork", Identifier.checked("task", taskId) + MARK + name);
  }

  /// Where everything of a fork is but its work tree.
  Path place(String name) {
    return place.resolve(FORK + Identifier.checked("fork", name));
  }

  Path tree(String name) {
    return place.resolve(TREE + Identifier.checked("fork", name));
  }

  /// Takes away their work trees and checkpoints. Does nothing the second time.
  void discard(Objects objects) {
    directories().forEach(Removal.of(git)::remove);
    discardCheckpoints(objects);
  }

  void discardCheckpoints(Objects objects) {
    Checkpoints.tasks(objects, taskId + MARK + "*")
        .forEach(id -> new Checkpoints(objects, id, Fence.OPEN).discard());
  }

  private List<Path> directories() {
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (var children = Files.list(place)) {
      return children.filter(ForkTrees::isOfFork).toList();
    } catch (IOException e) {
      throw Layout.broken(place, e);
    }
  }

  private static boolean isOfFork(Path child) {
    var name = child.getFileName().toString();
    return name.startsWith(FORK) || name.startsWith(TREE);
  }
}
