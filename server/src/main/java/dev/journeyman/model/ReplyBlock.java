package dev.journeyman.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Optional;
import java.util.Set;

/// One content block of a reply while it is written. Fields it came with are kept, known or not;
/// the input of a tool call is kept as the very text that the model wrote.
final class ReplyBlock {

  /// What the provider takes back; a request with a block of another type is refused whole.
  private static final Set<String> RETURNABLE =
      Set.of(
          "text",
          "thinking",
          "redacted_thinking",
          "tool_use",
          "server_tool_use",
          "mcp_tool_use",
          "mcp_tool_result",
          "container_upload",
          "compaction");

  private final ObjectNode block;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thinking = new StringBuilder();
  private final StringBuilder signature = new StringBuilder();
  private final StringBuilder input = new StringBuilder();

  ReplyBlock(ObjectNode start) {
    this.block = start;
    text.append(start.path("text").asText(""));
    thinking.append(start.path("thinking").asText(""));
    signature.append(start.path("signature").asText(""));
  }

  /// For a delta that came without the start of its block.
  static ReplyBlock forDelta(JsonNode delta) {
    var type =
        switch (delta.path("type").asText()) {
          case "thinking_delta", "signature_delta" -> "thinking";
          case "input_json_delta" -> "tool_use";
          default -> "text";
        };
    return new ReplyBlock(Json.MAPPER.createObjectNode().put("type", type));
  }

  String type() {
    return block.path("type").asText();
  }

  String text() {
    return type().equals("text") ? text.toString() : "";
  }

  String thinking() {
    return type().equals("thinking") ? thinking.toString() : "";
  }

  void add(JsonNode delta, ReplyListener listener) {
    switch (delta.path("type").asText()) {
      case "text_delta" -> listener.text(append(text, delta.path("text")));
      case "thinking_delta" -> listener.thinking(append(thinking, delta.path("thinking")));
      case "signature_delta" -> append(signature, delta.path("signature"));
      case "input_json_delta" -> append(input, delta.path("partial_json"));
      case "citations_delta" -> block.withArray("/citations").add(delta.path("citation"));
      default -> merge(delta);
    }
  }

  private static String append(StringBuilder target, JsonNode value) {
    var added = value.asText("");
    target.append(added);
    return added;
  }

  /// A delta of a kind not known here: text grows, everything else is replaced.
  private void merge(JsonNode delta) {
    for (var field : delta.properties()) {
      var before = block.path(field.getKey());
      if (field.getKey().equals("type")) {
        continue;
      }
      if (before.isTextual() && field.getValue().isTextual()) {
        block.put(field.getKey(), before.asText() + field.getValue().asText());
      } else {
        block.set(field.getKey(), field.getValue());
      }
    }
  }

  /// The provider refuses blank text blocks when they come back, and types it does not take.
  boolean droppable() {
    return switch (type()) {
      case "text" -> text.toString().isBlank();
      case String type -> !RETURNABLE.contains(type) && !type.endsWith("_tool_result");
    };
  }

  Optional<ToolCall> toolCall() {
    return type().equals("tool_use")
        ? Optional.of(new ToolCall(block.path("id").asText(), block.path("name").asText(), input()))
        : Optional.empty();
  }

  private ToolCall.Input input() {
    var raw = input.toString();
    if (raw.isBlank()) {
      var given = block.path("input");
      return new ToolCall.Input.Valid(given.isObject() ? given : Json.MAPPER.createObjectNode());
    }
    try {
      var value = Json.MAPPER.readTree(raw);
      return value.isObject()
          ? new ToolCall.Input.Valid(value)
          : new ToolCall.Input.Invalid(raw, "the input is no JSON object");
    } catch (JsonProcessingException e) {
      return new ToolCall.Input.Invalid(raw, e.getOriginalMessage());
    }
  }

  /// The block as it goes into the conversation.
  ObjectNode finished() {
    var finished = block.deepCopy();
    switch (type()) {
      case "text" -> finished.put("text", text.toString());
      case "thinking" -> finishThinking(finished);
      default -> finishInput(finished);
    }
    return finished;
  }

  private void finishThinking(ObjectNode finished) {
    finished.put("thinking", thinking.toString());
    finished.remove("signature");
    if (!signature.isEmpty()) {
      finished.put("signature", signature.toString());
    }
  }

  private void finishInput(ObjectNode finished) {
    if (!type().equals("tool_use") && input.isEmpty()) {
      return;
    }
    switch (input()) {
      case ToolCall.Input.Valid valid when input.toString().isBlank() ->
          finished.set("input", valid.value());
      case ToolCall.Input.Valid _ -> finished.putRawValue("input", new RawValue(input.toString()));
      case ToolCall.Input.Invalid _ -> finished.putObject("input");
    }
  }
}
