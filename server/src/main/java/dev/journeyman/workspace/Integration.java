package dev.journeyman.workspace;

import java.util.List;

/// What came of joining a task's work with its target branch.
public sealed interface Integration {

  /// The work already contains the target branch: it can land as it is.
  record UpToDate(CommitId commit, TreeId tree) implements Integration {}

  /// The target branch already contains the work: nothing of it is left to land.
  record FastForward(CommitId commit, TreeId tree) implements Integration {}

  /// A merge commit with the work as first and the target as second parent.
  record Merged(CommitId commit, TreeId tree) implements Integration {}

  /// Both sides changed the same places.
  ///
  /// @param tree both sides joined as far as they go; where they do not, a text has both, marked as
  ///     git marks conflicts
  record Conflict(List<String> paths, TreeId tree) implements Integration {
    public Conflict {
      paths = List.copyOf(paths);
    }
  }
}
