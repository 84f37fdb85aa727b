package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/// The system prompt: a string or text blocks.
final class SystemRules {
  private SystemRules() {}

  static void check(MessagesRequest request) {
    if (!request.has("system")) {
      return;
    }
    var system = request.body().path("system");
    ApiError.invalidIf(
        !system.isTextual() && !system.isArray(), "system: Input should be a valid list");
    for (JsonNode block : Json.items(system)) {
      ApiError.invalidIf(
          !Json.type(block).equals("text"),
          "system: Input tag '%s' found using 'type' does not match any of the expected tags: 'text'"
              .formatted(Json.type(block)));
      ApiError.invalidIf(
          block.path("text").asText().isEmpty(), "system: text content blocks must be non-empty");
    }
  }
}
