package dev.journeyman.github;

/// What GitHub answered when it was asked to merge.
public sealed interface MergeReply {

  /// @param commit the one that the branch got
  record Merged(String commit) implements MergeReply {}

  /// Something stands in the way: checks, reviews, protection, a conflict.
  ///
  /// @param reason in GitHub's words
  record NotYet(String reason) implements MergeReply {}

  /// It does not offer the commit that was named, or GitHub has not noticed yet that it does.
  record OtherHead() implements MergeReply {}
}
