package dev.journeyman.workspace;

/// What became of a branch that was to be taken away.
public sealed interface BranchRemoval {

  /// It is not there, or not any more.
  record Gone() implements BranchRemoval {}

  /// Somebody has put commits on it, so it was left.
  ///
  /// @param head where it is
  record Foreign(CommitId head) implements BranchRemoval {}

  /// The remote does not let it go.
  ///
  /// @param reason a sentence
  /// @param remedy what a person can do
  record Refused(String reason, String remedy) implements BranchRemoval {}
}
