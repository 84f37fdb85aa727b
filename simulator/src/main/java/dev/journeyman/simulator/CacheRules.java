package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/// The marks that ask for caching: at most four, well formed, long-lived ones first.
final class CacheRules {
  private static final int MAXIMUM = 4;

  private CacheRules() {}

  static void check(MessagesRequest request) {
    var all = request.body().findParents("cache_control");
    for (var block : all) {
      checkMark(block);
    }
    ApiError.invalidIf(
        all.size() > MAXIMUM,
        "A maximum of 4 blocks with cache_control may be provided. Found %d."
            .formatted(all.size()));
    checkOrder(Prompt.of(request));
  }

  private static void checkMark(JsonNode block) {
    var mark = block.path("cache_control");
    if (mark.isNull()) {
      return;
    }
    ApiError.invalidIf(
        !Json.type(mark).equals("ephemeral"),
        "cache_control: Input tag '%s' found using 'type' does not match any of the expected tags: 'ephemeral'"
            .formatted(Json.type(mark)));
    var ttl = mark.path("ttl").asText("5m");
    ApiError.invalidIf(
        !ttl.equals("5m") && !ttl.equals("1h"), "cache_control.ttl: Input should be '5m' or '1h'");
    var type = Json.type(block);
    ApiError.invalidIf(
        type.equals("thinking") || type.equals("redacted_thinking"),
        "cache_control: Extra inputs are not permitted");
  }

  private static void checkOrder(Prompt prompt) {
    boolean shortLived = false;
    for (var part : prompt.parts()) {
      ApiError.invalidIf(
          shortLived && part.mark() == CacheMark.ONE_HOUR,
          "cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.");
      shortLived |= part.mark() == CacheMark.FIVE_MINUTES;
    }
  }
}
