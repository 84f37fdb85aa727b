package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/// Roles and contents of the messages.
final class MessageRules {
  private static final Set<String> USER =
      Set.of("text", "image", "document", "tool_result", "search_result");
  private static final Set<String> ASSISTANT =
      Set.of("text", "thinking", "redacted_thinking", "tool_use", "compaction");

  private MessageRules() {}

  static void check(MessagesRequest request) {
    var messages = request.messages();
    for (int i = 0; i < messages.size(); i++) {
      checkRole(request, i, messages);
      checkContent(i, i == messages.size() - 1, messages.get(i));
    }
    checkFirst(messages.getFirst());
    checkLast(request, messages.getLast());
  }

  private static void checkRole(MessagesRequest request, int index, List<JsonNode> messages) {
    var role = messages.get(index).path("role").asText();
    if (role.equals("system")) {
      ApiError.invalidIf(
          !request.model().systemRole(),
          "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter, not \"system\" as an input message role.");
      ApiError.invalidIf(
          index > 0 && role(messages.get(index - 1)).equals("assistant"),
          "messages.%d: a \"system\" message must follow a \"user\" message".formatted(index));
      return;
    }
    ApiError.invalidIf(
        !role.equals("user") && !role.equals("assistant"),
        "messages.%d.role: Input should be 'user' or 'assistant'".formatted(index));
  }

  private static void checkFirst(JsonNode first) {
    boolean compacted = Json.type(first.path("content").path(0)).equals("compaction");
    ApiError.invalidIf(
        !role(first).equals("user") && !compacted,
        "messages: first message must use the \"user\" role");
  }

  private static void checkLast(MessagesRequest request, JsonNode last) {
    if (!role(last).equals("assistant") || request.compacts()) {
      return;
    }
    ApiError.invalidIf(
        !request.model().prefill() || request.thinks(),
        "This model does not support assistant message prefill. The conversation must end with a user message.");
    ApiError.invalidIf(
        Json.words(last.path("content")).endsWith(" "),
        "messages: final assistant content cannot end with trailing whitespace");
  }

  private static void checkContent(int index, boolean last, JsonNode message) {
    var content = message.path("content");
    ApiError.invalidIf(
        content.isMissingNode() || content.isNull(),
        "messages.%d.content: Field required".formatted(index));
    ApiError.invalidIf(
        !content.isTextual() && !content.isArray(),
        "messages.%d.content: Input should be a valid list".formatted(index));
    ApiError.invalidIf(
        content.isEmpty()
            && content.asText().isEmpty()
            && !(last && role(message).equals("assistant")),
        "messages.%d: all messages must have non-empty content except for the optional final assistant message"
            .formatted(index));
    var blocks = Json.items(content);
    for (int i = 0; i < blocks.size(); i++) {
      checkBlock("messages.%d.content.%d".formatted(index, i), role(message), blocks.get(i));
    }
  }

  private static void checkBlock(String path, String role, JsonNode block) {
    var type = Json.type(block);
    var allowed = allowed(role);
    ApiError.invalidIf(
        !allowed.contains(type),
        "%s: Input tag '%s' found using 'type' does not match any of the expected tags: %s"
            .formatted(path, type, String.join(", ", allowed.stream().sorted().toList())));
    if (type.equals("text")) {
      checkText(path, block.path("text"));
    }
    for (var nested : Json.items(block.path("content"))) {
      if (Json.type(nested).equals("text")) {
        checkText(path, nested.path("text"));
      }
    }
  }

  private static void checkText(String path, JsonNode text) {
    ApiError.invalidIf(!text.isTextual(), path + ".text.text: Field required");
    ApiError.invalidIf(text.asText().isEmpty(), "messages: text content blocks must be non-empty");
    ApiError.invalidIf(
        text.asText().isBlank(), "messages: text content blocks must contain non-whitespace text");
  }

  private static Set<String> allowed(String role) {
    return switch (role) {
      case "user" -> USER;
      case "assistant" -> ASSISTANT;
      default -> Set.of("text");
    };
  }

  static String role(JsonNode message) {
    return message.path("role").asText();
  }
}
