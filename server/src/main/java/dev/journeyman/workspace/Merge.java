package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.util.List;

/// Three-way merges of trees, without a work tree.
record Merge(Objects objects) {

  private static final Identity SCRATCH = new Identity("Journeyman", "journeyman@localhost");

  /// Either a tree or the paths that conflict.
  private sealed interface Joined {
    record Clean(TreeId tree) implements Joined {}

    record Clash(List<String> paths, TreeId tree) implements Joined {}
  }

  Integration integrate(CommitId ours, CommitId target, String message, Identity author) {
    if (objects.isAncestor(target, ours)) {
      return new Integration.UpToDate(ours, objects.tree(ours));
    }
    if (objects.isAncestor(ours, target)) {
      return new Integration.FastForward(target, objects.tree(target));
    }
    return switch (join(ours, target)) {
      case Joined.Clean(TreeId tree) ->
          new Integration.Merged(
              objects.commit(tree, List.of(ours, target), message, author), tree);
      case Joined.Clash(List<String> paths, TreeId tree) -> new Integration.Conflict(paths, tree);
    };
  }

  Reversal revert(
      CommitId landed, CommitId landedBase, CommitId onto, String message, Identity author) {
    return switch (joinFrom(landed, onto, landedBase)) {
      case Joined.Clash(List<String> paths, _) -> new Reversal.Conflict(paths);
      case Joined.Clean(TreeId tree) when tree.equals(objects.tree(onto)) ->
          new Reversal.NothingToRevert();
      case Joined.Clean(TreeId tree) ->
          new Reversal.Reverted(
              objects.commit(tree, List.of(onto), message, author),
              tree,
              objects.changedPaths(onto, tree));
    };
  }

  /// A merge with a base of our choice. `merge-tree` learned `--merge-base` late; a history of
  /// three commits made for the purpose gives the same on every version.
  private Joined joinFrom(CommitId base, CommitId ours, CommitId theirs) {
    var root = objects.commit(objects.tree(base), List.of(), "base", SCRATCH);
    var left = objects.commit(objects.tree(ours), List.of(root), "ours", SCRATCH);
    var right = objects.commit(objects.tree(theirs), List.of(root), "theirs", SCRATCH);
    return join(left, right);
  }

  private Joined join(CommitId ours, CommitId theirs) {
    var result =
        objects
            .withoutAttributes(ours)
            .run(
                "merge-tree",
                "--write-tree",
                "--allow-unrelated-histories",
                "--no-messages",
                "--name-only",
                "-z",
                ours.value(),
                theirs.value());
    var parts = result.names();
    if (result.cut() || result.code() > 1 || parts.isEmpty()) {
      throw new WorkspaceException(
          Problem.BROKEN,
          "Could not merge %s and %s: %s".formatted(ours, theirs, Git.lastLines(result.error())),
          "See the log; no branch was changed.");
    }
    var tree = new TreeId(parts.getFirst().strip());
    return result.code() == 0
        ? new Joined.Clean(tree)
        : new Joined.Clash(
            parts.stream().skip(1).filter(p -> !p.isEmpty()).distinct().toList(), tree);
  }
}
