package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// One form for contents that mean the same, so that moving a cache mark or writing a text as a
/// string changes no hash.
final class Canonical {
  private static final List<String> THINKING = List.of("thinking", "redacted_thinking");

  private Canonical() {}

  static JsonNode withoutMarks(JsonNode node) {
    if (!node.has("cache_control") && node.findValue("cache_control") == null) {
      return node;
    }
    JsonNode copy = node.deepCopy();
    copy.findParents("cache_control")
        .forEach(parent -> ((ObjectNode) parent).remove("cache_control"));
    return copy;
  }

  /// A message without its thinking, which may be left out of a conversation.
  static String message(JsonNode message) {
    var text = new StringBuilder(MessageRules.role(message));
    content(text, message.path("content"));
    return text.toString();
  }

  static String content(JsonNode content) {
    var text = new StringBuilder();
    content(text, content);
    return text.toString();
  }

  private static void content(StringBuilder text, JsonNode content) {
    for (var block : Json.blocks(content)) {
      if (!THINKING.contains(Json.type(block))) {
        text.append('\n').append(block(block));
      }
    }
  }

  private static String block(JsonNode block) {
    return switch (Json.type(block)) {
      case "text" -> "text " + block.path("text");
      case "tool_use" ->
          "use %s %s %s".formatted(block.path("id"), block.path("name"), block.path("input"));
      case "tool_result" ->
          "result %s %s %s"
              .formatted(
                  block.path("tool_use_id"),
                  block.path("is_error").asBoolean(),
                  content(block.path("content")));
      default -> Json.write(withoutMarks(block));
    };
  }
}
