package dev.journeyman.model;

import java.util.List;

/// A whole reply.
///
/// @param message what goes into the conversation, thinking and signatures included
/// @param text the visible text, blocks joined by blank lines
/// @param thinking the summarised thinking, empty if none was shown
/// @param requestId the provider's id of the request, empty if it gave none
public record Reply(
    Message message,
    String text,
    String thinking,
    List<ToolCall> toolCalls,
    StopReason stopReason,
    Usage usage,
    String model,
    String requestId) {

  public Reply {
    toolCalls = List.copyOf(toolCalls);
  }
}
