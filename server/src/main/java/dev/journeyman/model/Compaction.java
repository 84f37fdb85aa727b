package dev.journeyman.model;

/// What came of asking the provider to summarise a conversation.
public sealed interface Compaction {

  /// @param summary stands first in all later requests, in place of the messages it summarises
  record Compacted(Message summary, Usage usage, String requestId) implements Compaction {}

  /// The conversation has to be summarised in another way, or to go on as it is.
  ///
  /// @param usage what the attempt used up; none if there was none
  record NotPossible(String reason, Usage usage) implements Compaction {}
}
