package dev.journeyman.pipeline;

import dev.journeyman.workspace.CommitId;

/// What came of asking the host to merge.
sealed interface Merge {

  /// @param commit the one that the target branch got
  record Merged(CommitId commit) implements Merge {}

  /// The target branch is not where what is offered was verified any more; nothing was merged.
  record Moved() implements Merge {}

  /// The host does not merge it yet. A worker is woken to ask again.
  record Waiting() implements Merge {}
}
