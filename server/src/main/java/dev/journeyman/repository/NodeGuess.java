package dev.journeyman.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/// npm, pnpm and yarn: whatever the lock file belongs to, if there is a test script.
final class NodeGuess {

  private static final ObjectMapper JSON = new ObjectMapper();

  private NodeGuess() {}

  static Optional<String> test(Sources sources) {
    return sources
        .text("package.json")
        .map(NodeGuess::script)
        .filter(script -> !script.isBlank() && !script.contains("no test specified"))
        .map(_ -> runner(sources) + " test");
  }

  private static String runner(Sources sources) {
    if (sources.has("pnpm-lock.yaml")) {
      return "pnpm";
    }
    return sources.has("yarn.lock") ? "yarn" : "npm";
  }

  private static String script(String text) {
    try {
      return JSON.readTree(text).path("scripts").path("test").asText("");
    } catch (JsonProcessingException _) {
      return "";
    }
  }
}
