package dev.journeyman.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes messages as canonical JSON, and reads what was stored.
public final class Messages {

  private static final double CHARACTERS_PER_TOKEN = 3.5;

  private Messages() {}

  /// A user message of one text.
  ///
  /// @throws IllegalArgumentException if the text is blank: the provider refuses empty text
  public static Message user(String text) {
    var message = message("user");
    addText(message, text);
    return written(message);
  }

  /// The answer to all calls of one reply, in their order.
  ///
  /// @param textAfter what a person or the service adds; comes after the results
  public static Message toolResults(List<ToolResultBlock> results, Optional<String> textAfter) {
    if (results.isEmpty()) {
      throw new IllegalArgumentException("a message of tool results needs at least one result");
    }
    var message = message("user");
    results.forEach(result -> addResult(message, result));
    textAfter.ifPresent(text -> addText(message, text));
    return written(message);
  }

  /// The calls in a stored message, in their order; empty for a message of the user. A call whose
  /// input was no valid JSON was stored with an empty input and comes back that way.
  public static List<ToolCall> toolCalls(Message message) {
    return blocks(message, "tool_use").map(Messages::toolCall).toList();
  }

  /// The ids that the tool results of a stored message answer.
  public static List<String> answeredCalls(Message message) {
    return blocks(message, "tool_result").map(block -> block.path("tool_use_id").asText()).toList();
  }

  /// The visible text of a stored message, blocks joined by blank lines.
  public static String text(Message message) {
    var texts = blocks(message, "text").map(block -> block.path("text").asText()).toList();
    return String.join("\n\n", texts);
  }

  /// True for a reply without any content. It must not be sent again: the provider refuses it.
  public static boolean isEmpty(Message message) {
    return Json.read(message.json()).path("content").isEmpty();
  }

  /// True for the summary that [Model#compact] gave.
  public static boolean isSummary(Message message) {
    return message.json().contains("\"compaction\"")
        && MessageText.of(message).blocks().stream()
            .anyMatch(block -> block.type().equals("compaction"));
  }

  /// The message without thinking blocks, every other character kept.
  public static Message withoutThinking(Message message) {
    var text = MessageText.of(message);
    return text.blocks().stream().anyMatch(MessageText.Block::thinking)
        ? text.only(block -> !block.thinking()).message()
        : message;
  }

  /// Roughly how many tokens this text has, for servers that do not count.
  public static long estimatedTokens(String text) {
    return (long) Math.ceil(text.length() / CHARACTERS_PER_TOKEN);
  }

  private static Stream<JsonNode> blocks(Message message, String type) {
    return Json.read(message.json())
        .path("content")
        .valueStream()
        .filter(block -> block.path("type").asText().equals(type));
  }

  private static ToolCall toolCall(JsonNode block) {
    return new ToolCall(
        block.path("id").asText(),
        block.path("name").asText(),
        new ToolCall.Input.Valid(block.path("input")));
  }

  private static ObjectNode message(String role) {
    var message = Json.MAPPER.createObjectNode().put("role", role);
    message.putArray("content");
    return message;
  }

  private static void addText(ObjectNode message, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the text of a message must not be blank");
    }
    content(message).addObject().put("type", "text").put("text", text);
  }

  private static void addResult(ObjectNode message, ToolResultBlock result) {
    var block = content(message).addObject();
    block.put("type", "tool_result").put("tool_use_id", result.id()).put("content", result.text());
    if (result.error()) {
      block.put("is_error", true);
    }
  }

  private static ArrayNode content(ObjectNode message) {
    return message.withArray("/content");
  }

  private static Message written(ObjectNode message) {
    return new Message(Json.write(message));
  }
}
