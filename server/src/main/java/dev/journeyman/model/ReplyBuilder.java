package dev.journeyman.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Builds a reply from the events of its stream. Lenient: events, blocks and deltas it does not
/// know are kept or passed over, and missing fields have defaults, because servers differ.
final class ReplyBuilder {

  private final ReplyListener listener;
  private final List<ReplyBlock> blocks = new ArrayList<>();
  private final Map<Integer, ReplyBlock> open = new HashMap<>();
  private final ObjectNode usage = Json.MAPPER.createObjectNode();
  private String model;
  private String requestId;
  private Optional<String> stopReason = Optional.empty();
  private JsonNode stopDetails = Json.MAPPER.missingNode();
  private boolean stopped;

  ReplyBuilder(String model, String requestId, ReplyListener listener) {
    this.model = model;
    this.requestId = requestId;
    this.listener = listener;
  }

  void requestId(String id) {
    requestId = id;
  }

  String requestId() {
    return requestId;
  }

  /// True once the server said that the reply is whole.
  boolean whole() {
    return stopped;
  }

  /// Takes in one event; an event of type error is not for here.
  void add(JsonNode event) {
    switch (event.path("type").asText()) {
      case "message_start" -> header(event.path("message"));
      case "content_block_start" -> start(event);
      case "content_block_delta" -> delta(event);
      case "content_block_stop" -> open.remove(event.path("index").asInt());
      case "message_delta" -> ending(event);
      case "message_stop" -> stopped = true;
      case "message" -> wholeMessage(event);
      default -> {}
    }
  }

  private void header(JsonNode message) {
    model = message.path("model").asText(model);
    merge(message.path("usage"));
    reason(message);
  }

  private void start(JsonNode event) {
    if (event.path("content_block") instanceof ObjectNode content) {
      var block = new ReplyBlock(content.deepCopy());
      blocks.add(block);
      open.put(event.path("index").asInt(), block);
      announce(block);
    }
  }

  private void announce(ReplyBlock block) {
    if (!block.text().isEmpty()) {
      listener.text(block.text());
    }
    if (!block.thinking().isEmpty()) {
      listener.thinking(block.thinking());
    }
  }

  private void delta(JsonNode event) {
    var delta = event.path("delta");
    open.computeIfAbsent(event.path("index").asInt(), _ -> unannounced(delta)).add(delta, listener);
  }

  private ReplyBlock unannounced(JsonNode delta) {
    var block = ReplyBlock.forDelta(delta);
    blocks.add(block);
    return block;
  }

  private void ending(JsonNode event) {
    merge(event.path("usage"));
    reason(event.path("delta"));
  }

  private void reason(JsonNode source) {
    if (source.path("stop_reason").isTextual()) {
      stopReason = Optional.of(source.path("stop_reason").asText());
    }
    if (source.path("stop_details").isObject()) {
      stopDetails = source.path("stop_details");
    }
  }

  /// A server that does not stream answers with the message at once.
  private void wholeMessage(JsonNode message) {
    header(message);
    for (var content : message.path("content")) {
      if (content instanceof ObjectNode block) {
        blocks.add(new ReplyBlock(block.deepCopy()));
        announce(blocks.getLast());
      }
    }
    stopped = true;
  }

  private void merge(JsonNode part) {
    for (var field : part.properties()) {
      if (!field.getValue().isNull()) {
        usage.set(field.getKey(), field.getValue());
      }
    }
  }

  /// @param thinkingDropped whether the request left out earlier thinking
  Reply reply(boolean thinkingDropped) {
    var calls = blocks.stream().flatMap(block -> block.toolCall().stream()).toList();
    return new Reply(
        message(),
        joined(ReplyBlock::text),
        joined(ReplyBlock::thinking),
        calls,
        StopReasons.of(stopReason.orElse(calls.isEmpty() ? "end_turn" : "tool_use"), stopDetails),
        Usages.of(usage),
        model,
        requestId,
        thinkingDropped);
  }

  private Message message() {
    var message = Json.MAPPER.createObjectNode().put("role", "assistant");
    var content = message.putArray("content");
    blocks.stream()
        .filter(block -> !block.droppable())
        .map(ReplyBlock::finished)
        .forEach(content::add);
    return new Message(Json.write(message));
  }

  private String joined(Function<ReplyBlock, String> part) {
    var parts = blocks.stream().map(part).filter(text -> !text.isBlank()).toList();
    return String.join("\n\n", parts);
  }
}
