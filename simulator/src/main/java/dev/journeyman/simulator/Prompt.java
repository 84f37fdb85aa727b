package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// A request as the cache sees it: tools, then system, then messages, block by block.
///
/// @param settings what invalidates the messages' part of the cache when it changes
record Prompt(List<Part> parts, String settings) {

  /// One block.
  ///
  /// @param message whether it belongs to the messages, not to tools or system
  record Part(String json, int tokens, CacheMark mark, boolean message) {}

  Prompt {
    parts = List.copyOf(parts);
  }

  static Prompt of(MessagesRequest request) {
    var body = request.body();
    var parts = new ArrayList<Part>();
    Json.items(body.path("tools")).forEach(tool -> parts.add(part(tool, "", false)));
    Json.blocks(body.path("system")).forEach(block -> parts.add(part(block, "", false)));
    for (var message : request.messages()) {
      var role = MessageRules.role(message);
      Json.blocks(message.path("content")).forEach(block -> parts.add(part(block, role, true)));
    }
    markLast(parts, CacheMark.of(body.path("cache_control")), request);
    return new Prompt(parts, settings(body));
  }

  int tokens() {
    return parts.stream().mapToInt(Part::tokens).sum();
  }

  private static Part part(JsonNode block, String role, boolean message) {
    var json = role + Json.write(Canonical.withoutMarks(block));
    return new Part(json, Tokens.in(json), CacheMark.in(block), message);
  }

  /// Automatic caching puts its mark on the last block that can bear one.
  private static void markLast(List<Part> parts, CacheMark automatic, MessagesRequest request) {
    if (automatic == CacheMark.NONE || parts.isEmpty()) {
      return;
    }
    var last = parts.getLast();
    ApiError.invalidIf(
        last.mark() != CacheMark.NONE && last.mark() != automatic,
        "cache_control: the last block of %s has a cache_control with another ttl"
            .formatted(request.body().path("model").asText()));
    parts.set(parts.size() - 1, new Part(last.json(), last.tokens(), automatic, last.message()));
  }

  private static String settings(ObjectNode body) {
    return body.path("tool_choice")
        + "|"
        + body.path("thinking")
        + "|"
        + body.path("output_config");
  }
}
