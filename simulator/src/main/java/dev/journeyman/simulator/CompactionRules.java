package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/// On-demand compaction: how it is asked for, and how its block is sent back.
final class CompactionRules {
  private static final int MAXIMUM_INSTRUCTIONS = 16_384;

  private CompactionRules() {}

  static void check(MessagesRequest request) {
    checkBlocks(request);
    if (request.compacts()) {
      checkOrder(request);
    }
  }

  private static void checkOrder(MessagesRequest request) {
    var compaction = request.body().path("compaction");
    ApiError.invalidIf(!request.model().compaction(), "compaction: not supported for this model.");
    ApiError.invalidIf(
        !Json.type(compaction).equals("summarize"), "compaction.type: Input should be 'summarize'");
    ApiError.invalidIf(
        compaction.path("instructions").asText().length() > MAXIMUM_INSTRUCTIONS,
        "compaction.instructions: String should have at most 16384 characters");
    var choice = Json.type(request.body().path("tool_choice"));
    boolean together =
        request.has("context_management")
            || request.has("stop_sequences")
            || choice.equals("any")
            || choice.equals("tool")
            || request.body().path("output_config").has("format");
    ApiError.invalidIf(
        together,
        "compaction: cannot be combined with context_management, stop_sequences, forced tool_choice or output_config.format");
    if (request.messages().stream().noneMatch(CompactionRules::isReply)) {
      throw ApiError.invalid(
          "compaction: there is nothing to summarize", "compaction_nothing_to_summarize");
    }
  }

  private static boolean isReply(JsonNode message) {
    return MessageRules.role(message).equals("assistant");
  }

  private static void checkBlocks(MessagesRequest request) {
    int found = 0;
    var messages = request.messages();
    for (int i = 0; i < messages.size(); i++) {
      var blocks = Json.blocks(messages.get(i).path("content"));
      for (int j = 0; j < blocks.size(); j++) {
        if (Json.type(blocks.get(j)).equals("compaction")) {
          checkBlock(request, blocks.get(j), i == 0 && j == 0, found++);
        }
      }
    }
  }

  private static void checkBlock(
      MessagesRequest request, JsonNode block, boolean first, int earlier) {
    ApiError.invalidIf(
        !request.betas().contains(MessagesRequest.COMPACTION),
        "messages.0.content.0: Input tag 'compaction' found using 'type' does not match any of the expected tags");
    if (earlier > 0) {
      throw ApiError.invalid(
          "messages: more than one compaction block", "compaction_block_ambiguous");
    }
    if (!first) {
      throw ApiError.invalid(
          "messages: a compaction block must come first", "compaction_block_misplaced");
    }
    var signature = Signature.read(block.path("signature").asText());
    if (signature.isEmpty()) {
      throw ApiError.invalid(
          "messages.0.content.0: invalid compaction signature", "compaction_signature_invalid");
    }
    if (!signature.get().signs(block.path("content").asText())) {
      throw ApiError.invalid(
          "messages.0.content.0: the compaction block was changed", "compaction_content_mismatch");
    }
  }
}
