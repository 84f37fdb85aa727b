package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a reply of what the script answers: gives ids, signs the thinking, obeys `max_tokens`, and
/// lets a fault of the content strike. One instance composes one reply.
final class Composer {
  private final MessagesRequest request;
  private final ObjectNode usage;
  private final String hash;

  /// @param usage what the prompt cost
  Composer(MessagesRequest request, ObjectNode usage) {
    this.request = request;
    this.usage = usage;
    this.hash = request.hash();
  }

  Reply compose(Answer answer, Optional<Fault> fault) {
    var blocks = blocks(answer);
    var stop = answer.stop().orElse(answer.calls().isEmpty() ? "end_turn" : "tool_use");
    var numbers = usage.deepCopy();
    numbers.setAll(answer.usage());
    var whole = reply(blocks, stop, refusal(stop), numbers);
    return limited(fault.map(struck -> ContentFaults.strike(whole, struck.kind())).orElse(whole));
  }

  /// The reply to a request for compaction. Its own cost is in `usage.iterations` alone.
  Reply compacted(Conversation conversation) {
    var summary = Summary.of(conversation);
    var numbers = usage.deepCopy().put("output_tokens", Tokens.in(summary));
    var iteration = numbers.deepCopy().put("type", "compaction");
    numbers.fieldNames().forEachRemaining(key -> zero(numbers, key));
    numbers.putArray("iterations").add(iteration);
    var block = new Block.Compaction(summary, sign(summary));
    boolean fits = block.tokens() <= request.body().path("max_tokens").asInt();
    return fits
        ? reply(List.of(block), "compaction", Json.object(), numbers)
        : reply(List.of(), "max_tokens", Json.object(), numbers);
  }

  private static void zero(ObjectNode numbers, String key) {
    if (numbers.path(key).isNumber()) {
      numbers.put(key, 0);
    } else if (numbers.path(key) instanceof ObjectNode inner) {
      inner.fieldNames().forEachRemaining(name -> inner.put(name, 0));
    }
  }

  private List<Block> blocks(Answer answer) {
    var blocks = new ArrayList<Block>();
    if (!answer.thinking().isBlank() && request.thinks()) {
      var shown = request.showsThinking() ? answer.thinking().strip() : "";
      blocks.add(new Block.Thinking(shown, sign(shown)));
    }
    if (!answer.text().isBlank()) {
      blocks.add(new Block.Text(answer.text().strip()));
    }
    for (var call : answer.calls()) {
      var id = Hash.id("toolu", hash, "call", String.valueOf(blocks.size()));
      blocks.add(new Block.ToolUse(id, call.tool(), call.input(), Json.write(call.input())));
    }
    return blocks;
  }

  private String sign(String text) {
    var prefix = PrefixChain.of(request.body()).end();
    return Signature.of(request.model().id(), prefix, text).written();
  }

  private Reply reply(List<Block> blocks, String stop, ObjectNode details, ObjectNode numbers) {
    int tokens = Math.max(1, blocks.stream().mapToInt(Block::tokens).sum());
    var model = request.body().path("model").asText();
    return new Reply(Hash.id("msg", hash), model, blocks, stop, details, numbers, tokens);
  }

  private static ObjectNode refusal(String stop) {
    return stop.equals("refusal") ? ContentFaults.refusal() : Json.object();
  }

  private Reply limited(Reply reply) {
    int maximum = request.body().path("max_tokens").asInt();
    return reply.outputTokens() > maximum ? Cut.to(maximum, reply) : reply;
  }
}
