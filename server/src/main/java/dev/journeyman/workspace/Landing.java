package dev.journeyman.workspace;

/// What came of moving a branch of the source.
public sealed interface Landing {

  /// The branch is at the commit, or past it.
  record Landed(CommitId commit) implements Landing {}

  /// The branch is elsewhere than expected; nothing was changed.
  record Moved(CommitId now) implements Landing {}

  /// The source did not take it; the branch was not changed.
  ///
  /// @param reason what happened, in one sentence
  /// @param remedy what to do, in one sentence
  record Refused(String reason, String remedy) implements Landing {}
}
