package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Every call of a tool is answered at the head of the very next user message, once.
final class ToolPairing {
  private ToolPairing() {}

  static void check(MessagesRequest request) {
    var messages = request.messages();
    var seen = new HashSet<String>();
    List<String> open = List.of();
    for (int i = 0; i < messages.size(); i++) {
      var blocks = Json.blocks(messages.get(i).path("content"));
      checkAnswered(i, open, results(blocks));
      checkExpected(i, open, blocks);
      open = calls(i, blocks, seen);
    }
    checkLast(messages.size(), open, request);
  }

  private static void checkLast(int size, List<String> open, MessagesRequest request) {
    if (request.compacts() && !open.isEmpty()) {
      throw ApiError.invalid(
          "compaction: the last assistant turn has open tool calls", "compaction_incomplete_turn");
    }
    checkAnswered(size, open, List.of());
  }

  private static void checkAnswered(int index, List<String> open, List<String> results) {
    var missing = open.stream().filter(id -> !results.contains(id)).toList();
    ApiError.invalidIf(
        !missing.isEmpty(),
        "messages.%d: `tool_use` ids were found without `tool_result` blocks immediately after: %s. Each `tool_use` block must have a corresponding `tool_result` block in the next message."
            .formatted(index - 1, String.join(", ", missing)));
  }

  private static void checkExpected(int index, List<String> open, List<JsonNode> blocks) {
    var answered = new HashSet<String>();
    for (int i = 0; i < blocks.size(); i++) {
      if (!Json.type(blocks.get(i)).equals("tool_result")) {
        continue;
      }
      var id = blocks.get(i).path("tool_use_id").asText();
      ApiError.invalidIf(
          !open.contains(id),
          "messages.%d.content.%d: unexpected `tool_use_id` found in `tool_result` blocks: %s. Each `tool_result` block must have a corresponding `tool_use` block in the previous message."
              .formatted(index, i, id));
      ApiError.invalidIf(
          !answered.add(id),
          "messages.%d.content.%d: each tool_use must have a single result. Found multiple `tool_result` blocks with id: %s"
              .formatted(index, i, id));
    }
  }

  /// The ids that are answered before anything else is said.
  private static List<String> results(List<JsonNode> blocks) {
    return blocks.stream()
        .takeWhile(block -> Json.type(block).equals("tool_result"))
        .map(block -> block.path("tool_use_id").asText())
        .toList();
  }

  private static List<String> calls(int index, List<JsonNode> blocks, Set<String> seen) {
    var calls = new ArrayList<String>();
    for (int i = 0; i < blocks.size(); i++) {
      if (Json.type(blocks.get(i)).equals("tool_use")) {
        calls.add(call("messages.%d.content.%d.tool_use".formatted(index, i), blocks.get(i)));
      }
    }
    ApiError.invalidIf(
        !calls.stream().allMatch(seen::add), "messages: `tool_use` ids must be unique");
    return calls;
  }

  private static String call(String path, JsonNode block) {
    var id = block.path("id").asText();
    ApiError.invalidIf(
        !id.matches("[a-zA-Z0-9_-]+"),
        path + ".id: String should match pattern '^[a-zA-Z0-9_-]+$'");
    ApiError.invalidIf(
        !block.path("input").isObject(), path + ".input: Input should be a valid dictionary");
    return id;
  }
}
