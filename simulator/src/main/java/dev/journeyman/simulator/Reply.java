package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A reply before it is carried.
///
/// @param stopDetails why it was refused; empty otherwise
/// @param usage without the output tokens
record Reply(
    String id,
    String model,
    List<Block> content,
    String stop,
    ObjectNode stopDetails,
    ObjectNode usage,
    int outputTokens) {

  Reply {
    content = List.copyOf(content);
  }

  /// The message without streaming.
  ObjectNode shown() {
    var shown = Json.object("message").put("id", id).put("role", "assistant").put("model", model);
    shown.set("content", Json.array(content.stream().map(Block::shown).toList()));
    shown.put("stop_reason", stop).putNull("stop_sequence");
    if (!stopDetails.isEmpty()) {
      shown.set("stop_details", stopDetails);
    }
    return shown.set("usage", finalUsage());
  }

  /// The message as a stream opens it.
  ObjectNode opened() {
    var shown = Json.object("message").put("id", id).put("role", "assistant").put("model", model);
    shown.putArray("content");
    shown.putNull("stop_reason").putNull("stop_sequence");
    var opening = usage.deepCopy();
    if (!opening.has("output_tokens")) {
      opening.put("output_tokens", 1);
    }
    return shown.set("usage", opening);
  }

  ObjectNode finalUsage() {
    var total = usage.deepCopy();
    if (!total.has("output_tokens")) {
      total.put("output_tokens", outputTokens);
    }
    if (thinkingTokens() > 0) {
      total.putObject("output_tokens_details").put("thinking_tokens", thinkingTokens());
    }
    return total;
  }

  private int thinkingTokens() {
    return content.stream().filter(Block.Thinking.class::isInstance).mapToInt(Block::tokens).sum();
  }
}
