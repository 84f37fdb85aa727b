package dev.journeyman.model;

import java.util.List;

/// A whole reply.
///
/// @param message what goes into the conversation, thinking and signatures included
/// @param text the visible text, blocks joined by blank lines
/// @param thinking the summarised thinking, empty if none was shown
/// @param requestId the provider's id of the request, empty if it gave none
/// @param thinkingDropped true if the provider took the conversation only without the thinking of
///   earlier replies; [Messages#withoutThinking] spares later requests the detour
public record Reply(
    Message message,
    String text,
    String thinking,
    List<ToolCall> toolCalls,
    StopReason stopReason,
    Usage usage,
    String model,
    String requestId,
    boolean thinkingDropped) {

  public Reply {
    toolCalls = List.copyOf(toolCalls);
  }

  public Reply(
      Message message,
      String text,
      String thinking,
      List<ToolCall> toolCalls,
      StopReason stopReason,
      Usage usage,
      String model,
      String requestId) {
    this(message, text, thinking, toolCalls, stopReason, usage, model, requestId, false);
  }
}
