package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;

/// Reads keys. Refuses those that nothing would read, so that a misspelt key is not silently
/// ignored, and values that would be taken for something else.
final class Keys {
  private Keys() {}

  static void check(JsonNode node, Collection<String> known, String what) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("Expected " + what + " with keys, but found " + node);
    }
    for (var entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw new IllegalArgumentException(
            "Unknown key \"" + entry.getKey() + "\" in " + what + "; there are " + known);
      }
    }
  }

  /// A whole number that is not negative.
  static long number(JsonNode node, String key, long otherwise) {
    var value = node.path(key);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
      throw wrong(key, "a whole number, at least 0", value);
    }
    return value.longValue();
  }

  /// A word or sentence, an unquoted number or truth too.
  static String text(JsonNode node, String key) {
    var value = node.path(key);
    if (!value.isMissingNode() && !value.isValueNode()) {
      throw wrong(key, "a text", value);
    }
    return value.isNull() ? "" : value.asText();
  }

  static List<JsonNode> list(JsonNode node, String key) {
    var value = node.path(key);
    if (!value.isMissingNode() && !value.isArray()) {
      throw wrong(key, "a list", value);
    }
    return Json.items(value);
  }

  static boolean flag(JsonNode node, String key, boolean otherwise) {
    var value = node.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(key, "true or false", value);
    }
    return value.asBoolean(otherwise);
  }

  static IllegalArgumentException wrong(String key, String wanted, JsonNode found) {
    return new IllegalArgumentException("\"%s\" must be %s, not %s".formatted(key, wanted, found));
  }
}
