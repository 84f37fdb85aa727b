package dev.journeyman.model;

import com.fasterxml.jackson.databind.JsonNode;

/// Reads stop reasons off the wire.
final class StopReasons {

  private StopReasons() {}

  static StopReason of(String name, JsonNode details) {
    return switch (name) {
      case "end_turn" -> new StopReason.EndTurn();
      case "tool_use" -> new StopReason.ToolUse();
      case "max_tokens" -> new StopReason.MaxTokens();
      case "stop_sequence" -> new StopReason.StopSequence();
      case "pause_turn" -> new StopReason.Paused();
      case "model_context_window_exceeded" -> new StopReason.ContextFull();
      case "refusal" ->
          new StopReason.Refused(
              details.path("category").asText(""), details.path("explanation").asText(""));
      default -> new StopReason.Unknown(name);
    };
  }

  /// As the provider calls it.
  static String name(StopReason reason) {
    return switch (reason) {
      case StopReason.EndTurn _ -> "end_turn";
      case StopReason.ToolUse _ -> "tool_use";
      case StopReason.MaxTokens _ -> "max_tokens";
      case StopReason.StopSequence _ -> "stop_sequence";
      case StopReason.Paused _ -> "pause_turn";
      case StopReason.ContextFull _ -> "model_context_window_exceeded";
      case StopReason.Refused _ -> "refusal";
      case StopReason.Unknown(String name) -> name;
    };
  }
}
