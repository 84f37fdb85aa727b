package dev.journeyman.model;

/// Why a reply ended. Tool calls of a reply that ended by [MaxTokens], [ContextFull] or [Refused]
/// are not to be run.
public sealed interface StopReason {
  record EndTurn() implements StopReason {}

  record ToolUse() implements StopReason {}

  record MaxTokens() implements StopReason {}

  record StopSequence() implements StopReason {}

  /// The provider paused; send the conversation again as it is.
  record Paused() implements StopReason {}

  record ContextFull() implements StopReason {}

  record Refused(String category, String explanation) implements StopReason {}

  record Unknown(String name) implements StopReason {}
}
