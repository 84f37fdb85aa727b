package dev.journeyman.model;

import com.fasterxml.jackson.databind.JsonNode;

/// A call that the model makes. Its input may be no valid JSON: then it is answered with an error
/// and never run.
public record ToolCall(String id, String name, Input input) {

  public sealed interface Input {
    record Valid(JsonNode value) implements Input {}

    record Invalid(String raw, String reason) implements Input {}
  }
}
