package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Thinking may be sent back as it came, or left out; it may not be changed, and nothing before it
/// may be.
final class BindingRules {
  private static final String BOUND_ELSEWHERE =
      "Invalid `signature` in `thinking` block. The block is bound to a different conversation. Remove the block, or set `thinking.block_binding.prefix_mismatch_behavior` to \"drop_block\".";
  private static final String INVALID = "Invalid `signature` in `thinking` block";
  private static final String MODIFIED =
      "`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.";

  private final MessagesRequest request;
  private final PrefixChain chain;
  private final int latest;

  private BindingRules(MessagesRequest request) {
    this.request = request;
    this.chain = PrefixChain.of(request.body());
    this.latest = latestAssistant(request.messages());
  }

  static void check(MessagesRequest request) {
    var rules = new BindingRules(request);
    var messages = request.messages();
    for (int i = 0; i < messages.size(); i++) {
      var blocks = Json.blocks(messages.get(i).path("content"));
      for (int j = 0; j < blocks.size(); j++) {
        if (Json.type(blocks.get(j)).equals("thinking")) {
          rules.check(i, j, blocks.get(j));
        }
      }
    }
  }

  private void check(int message, int block, JsonNode thinking) {
    var path = "messages.%d.content.%d".formatted(message, block);
    ApiError.invalidIf(
        !thinking.path("thinking").isTextual(), path + ".thinking.thinking: Field required");
    ApiError.invalidIf(
        !thinking.path("signature").isTextual(), path + ".thinking.signature: Field required");
    var signature = Signature.read(thinking.path("signature").asText());
    boolean genuine =
        signature.filter(read -> read.signs(thinking.path("thinking").asText())).isPresent();
    ApiError.invalidIf(!genuine, path + ": " + (message == latest ? MODIFIED : INVALID));
    signature.ifPresent(bound -> checkPrefix(path, message, bound));
  }

  /// What another model thought is not read, and so not refused.
  private void checkPrefix(String path, int message, Signature signature) {
    boolean elsewhere =
        signature.model().equals(request.model().id())
            && !signature.prefix().equals(chain.before(message));
    ApiError.invalidIf(elsewhere && !request.dropsUnboundThinking(), path + ": " + BOUND_ELSEWHERE);
  }

  private static int latestAssistant(List<JsonNode> messages) {
    int latest = messages.size() - 1;
    while (latest >= 0 && !MessageRules.role(messages.get(latest)).equals("assistant")) {
      latest--;
    }
    return latest;
  }
}
