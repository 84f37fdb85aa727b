package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Faults of what the model says, as opposed to how it is carried.
final class ContentFaults {
  private ContentFaults() {}

  static Reply strike(Reply reply, Fault.Kind kind) {
    return switch (kind) {
      case EMPTY -> with(reply, List.of(), "end_turn");
      case PAUSE_TURN -> with(reply, List.of(new Block.Text("Still at it.")), "pause_turn");
      case REFUSAL -> refused(reply);
      case UNKNOWN_BLOCK ->
          with(
              reply,
              Stream.concat(Stream.of(new Block.Novel()), reply.content().stream()).toList(),
              reply.stop());
      case CUT_TOOL_JSON -> with(reply, mapTools(reply, ContentFaults::cut), "max_tokens");
      case INVALID_TOOL_JSON -> with(reply, mapTools(reply, ContentFaults::broken), reply.stop());
      default -> reply;
    };
  }

  static ObjectNode refusal() {
    return Json.object("refusal")
        .put("category", "general_harms")
        .put("explanation", "The request was refused.");
  }

  private static Reply refused(Reply reply) {
    return new Reply(reply.id(), reply.model(), List.of(), "refusal", refusal(), reply.usage(), 1);
  }

  private static Reply with(Reply reply, List<Block> content, String stop) {
    int tokens = Math.max(1, content.stream().mapToInt(Block::tokens).sum());
    return new Reply(
        reply.id(), reply.model(), content, stop, reply.stopDetails(), reply.usage(), tokens);
  }

  private static List<Block> mapTools(Reply reply, UnaryOperator<Block.ToolUse> change) {
    return reply.content().stream()
        .map(block -> block instanceof Block.ToolUse use ? change.apply(use) : block)
        .toList();
  }

  private static Block.ToolUse cut(Block.ToolUse use) {
    var half = use.json().substring(0, Math.max(1, use.json().length() / 2));
    return new Block.ToolUse(use.id(), use.name(), Json.object(), half);
  }

  private static Block.ToolUse broken(Block.ToolUse use) {
    return new Block.ToolUse(use.id(), use.name(), use.input(), use.json() + ", \"and\" }");
  }
}
