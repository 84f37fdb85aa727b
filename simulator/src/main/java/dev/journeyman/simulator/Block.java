package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One block of a reply.
sealed interface Block {
  record Thinking(String text, String signature) implements Block {}

  record Text(String text) implements Block {}

  /// @param json the input as it is streamed; cut or broken if a fault says so
  record ToolUse(String id, String name, JsonNode input, String json) implements Block {}

  record Compaction(String content, String signature) implements Block {}

  /// A block of a type that no client knows.
  record Novel() implements Block {}

  /// The whole block.
  default ObjectNode shown() {
    return switch (this) {
      case Thinking block ->
          Json.object("thinking").put("thinking", block.text()).put("signature", block.signature());
      case Text block -> Json.object("text").put("text", block.text());
      case ToolUse block -> toolUse(block, block.input());
      case Compaction block ->
          Json.object("compaction")
              .put("content", block.content())
              .put("signature", block.signature());
      case Novel _ -> Json.object("hologram").put("hologram", "…");
    };
  }

  /// The block as a stream opens it.
  default ObjectNode opened() {
    return switch (this) {
      case Thinking _ -> Json.object("thinking").put("thinking", "").put("signature", "");
      case Text _ -> Json.object("text").put("text", "");
      case ToolUse block -> toolUse(block, Json.object());
      case Compaction block -> {
        var opened = Json.object("compaction").put("signature", block.signature());
        opened.set("content", NullNode.getInstance());
        yield opened;
      }
      case Novel _ -> shown();
    };
  }

  default int tokens() {
    return switch (this) {
      case Thinking block -> Tokens.in(block.text());
      case Text block -> Tokens.in(block.text());
      case ToolUse block -> Tokens.in(block.name() + block.json());
      case Compaction block -> Tokens.in(block.content());
      case Novel _ -> 1;
    };
  }

  private static ObjectNode toolUse(ToolUse block, JsonNode input) {
    var shown = Json.object("tool_use").put("id", block.id()).put("name", block.name());
    shown.set("input", input);
    shown.set("caller", Json.object("direct"));
    return shown;
  }
}
