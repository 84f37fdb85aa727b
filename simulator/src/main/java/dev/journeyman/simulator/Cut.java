package dev.journeyman.simulator;

import java.util.ArrayList;

/// Ends a reply where its tokens are used up, in the middle of a text or of a tool's input.
final class Cut {
  private Cut() {}

  static Reply to(int maximum, Reply reply) {
    var kept = new ArrayList<Block>();
    int left = maximum;
    for (var block : reply.content()) {
      if (left <= 0) {
        break;
      }
      kept.add(block.tokens() <= left ? block : shortened(block, Tokens.characters(left)));
      left -= block.tokens();
    }
    return new Reply(
        reply.id(), reply.model(), kept, "max_tokens", Json.object(), reply.usage(), maximum);
  }

  /// Thinking stays whole: its signature comes last and would be missing.
  static Block shortened(Block block, int characters) {
    return switch (block) {
      case Block.Text text -> new Block.Text(head(text.text(), Math.max(1, characters)));
      case Block.ToolUse use ->
          new Block.ToolUse(use.id(), use.name(), Json.object(), head(use.json(), characters));
      case Block.Thinking _, Block.Compaction _, Block.Novel _ -> block;
    };
  }

  private static String head(String text, int characters) {
    return text.substring(0, Math.min(text.length(), characters));
  }
}
