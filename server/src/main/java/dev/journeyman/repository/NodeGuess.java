package dev.journeyman.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.stream.Stream;

/// npm, pnpm and yarn: whatever the lock file belongs to, if there is a test script.
final class NodeGuess {

  private static final ObjectMapper JSON = new ObjectMapper();

  private NodeGuess() {}

  static Optional<String> test(Sources sources) {
    return sources
        .text("package.json")
        .map(NodeGuess::parsed)
        .filter(NodeGuess::tests)
        .map(manifest -> runner(sources, manifest) + " test");
  }

  private static boolean tests(JsonNode manifest) {
    var script = manifest.path("scripts").path("test").asText("");
    return !script.isBlank() && !script.contains("no test specified");
  }

  /// The lock file decides; without one, what `packageManager` names, as `pnpm@9.1.0`.
  private static String runner(Sources sources, JsonNode manifest) {
    if (sources.has("pnpm-lock.yaml")) {
      return "pnpm";
    }
    if (sources.has("yarn.lock")) {
      return "yarn";
    }
    var named = manifest.path("packageManager").asText("");
    return sources.has("package-lock.json")
        ? "npm"
        : Stream.of("pnpm", "yarn")
            .filter(name -> named.startsWith(name + "@"))
            .findFirst()
            .orElse("npm");
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}
