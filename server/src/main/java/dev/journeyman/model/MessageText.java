package dev.journeyman.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The text of a message, cut at its content blocks, so that one block can be marked or left out
/// while every other character stays.
///
/// @param head everything before the first block
/// @param blocks the text of each block; empty when the content is a plain string
/// @param tail everything after the last block
record MessageText(String head, List<Block> blocks, String tail) {

  private static final String TAIL_MARK = ",\"cache_control\":{\"type\":\"ephemeral\"}}";

  /// One content block.
  record Block(String type, String json) {
    boolean thinking() {
      return type.equals("thinking") || type.equals("redacted_thinking");
    }

    /// The same block with a cache breakpoint.
    Block marked() {
      return new Block(type, json.substring(0, json.length() - 1) + TAIL_MARK);
    }
  }

  MessageText {
    blocks = List.copyOf(blocks);
  }

  static MessageText of(Message message) {
    try (var parser = Json.MAPPER.createParser(message.json())) {
      return cut(message.json(), parser);
    } catch (IOException e) {
      throw new IllegalArgumentException("a stored message is no JSON: " + e.getMessage(), e);
    }
  }

  private static MessageText cut(String json, JsonParser parser) throws IOException {
    if (!toContent(parser)) {
      return new MessageText(json, List.of(), "");
    }
    var blocks = new ArrayList<Block>();
    int first = -1;
    int end = -1;
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      int start = (int) parser.currentTokenLocation().getCharOffset();
      var type = skipBlock(parser);
      end = (int) parser.currentLocation().getCharOffset();
      first = first < 0 ? start : first;
      blocks.add(new Block(type, json.substring(start, end)));
    }
    return blocks.isEmpty()
        ? new MessageText(json, List.of(), "")
        : new MessageText(json.substring(0, first), blocks, json.substring(end));
  }

  /// Stands on the opening bracket of the content, or answers false.
  private static boolean toContent(JsonParser parser) throws IOException {
    parser.nextToken();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      var token = parser.nextToken();
      if (name.equals("content")) {
        return token == JsonToken.START_ARRAY;
      }
      parser.skipChildren();
    }
    return false;
  }

  /// Stands on the closing brace afterwards.
  private static String skipBlock(JsonParser parser) throws IOException {
    var type = "";
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals("type")) {
        type = parser.getText();
      }
      parser.skipChildren();
    }
    return type;
  }

  boolean assistant() {
    return head.contains("\"assistant\"");
  }

  MessageText lastBlockMarked() {
    if (blocks.isEmpty() || blocks.getLast().thinking()) {
      return this;
    }
    var marked = new ArrayList<>(blocks);
    marked.set(marked.size() - 1, marked.getLast().marked());
    return new MessageText(head, marked, tail);
  }

  /// Without the blocks that do not pass. A message that had only such blocks keeps a short text,
  /// since an empty message is refused.
  MessageText only(Predicate<Block> wanted) {
    var kept = blocks.stream().filter(wanted).toList();
    return kept.isEmpty() && !blocks.isEmpty()
        ? new MessageText(head, List.of(PLACEHOLDER), tail)
        : new MessageText(head, kept, tail);
  }

  private static final Block PLACEHOLDER =
      new Block("text", "{\"type\":\"text\",\"text\":\"(no visible text)\"}");

  Message message() {
    return new Message(head + String.join(",", blocks.stream().map(Block::json).toList()) + tail);
  }
}
