package dev.journeyman.workspace;

import java.util.List;

/// What came of taking landed work back.
public sealed interface Reversal {

  /// @param commit follows the commit it was made onto
  /// @param paths what it changes
  record Reverted(CommitId commit, TreeId tree, List<String> paths) implements Reversal {
    public Reverted {
      paths = List.copyOf(paths);
    }
  }

  /// Later work changed the same places.
  record Conflict(List<String> paths) implements Reversal {
    public Conflict {
      paths = List.copyOf(paths);
    }
  }

  /// The landed changes are no longer there.
  record NothingToRevert() implements Reversal {}
}
