package dev.journeyman.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/// JSON as the simulator reads and writes it: key order is kept, trailing text is an error.
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode object(String type) {
    return object().put("type", type);
  }

  static ArrayNode array(Collection<? extends JsonNode> items) {
    return MAPPER.createArrayNode().addAll(items);
  }

  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> items(JsonNode array) {
    return array.isArray() ? array.valueStream().toList() : List.of();
  }

  static String type(JsonNode block) {
    return block.path("type").asText();
  }

  /// The blocks of a message, a tool result or a system prompt: a bare string is one text block.
  static List<JsonNode> blocks(JsonNode content) {
    return content.isTextual()
        ? List.of(object("text").put("text", content.asText()))
        : items(content);
  }

  /// The words of a content: its text blocks, one after the other.
  static String words(JsonNode content) {
    var words = new StringBuilder();
    for (var block : blocks(content)) {
      if (type(block).equals("text")) {
        words.append(words.isEmpty() ? "" : "\n").append(block.path("text").asText());
      }
    }
    return words.toString();
  }
}
