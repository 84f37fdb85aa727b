package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;

/// Refuses keys that nothing would read, so that a misspelt key is not silently ignored.
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
}
