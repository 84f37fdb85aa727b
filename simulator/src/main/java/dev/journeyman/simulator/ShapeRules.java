package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields at the top of a request.
final class ShapeRules {
  private static final Set<String> KNOWN =
      Set.of(
          "max_tokens",
          "messages",
          "model",
          "cache_control",
          "container",
          "diagnostics",
          "inference_geo",
          "metadata",
          "output_config",
          "service_tier",
          "speed",
          "stop_sequences",
          "stream",
          "system",
          "thinking",
          "tool_choice",
          "tools");
  private static final Map<String, String> WITH_BETA =
      Map.of(
          "compaction", MessagesRequest.COMPACTION,
          "context_management", "context-management-2025-06-27",
          "thread", "message-threads-2026-08-12",
          "fallbacks", "server-side-fallback-2026-07-01");
  private static final List<String> SAMPLING = List.of("temperature", "top_p", "top_k");
  private static final String WITHOUT_SAMPLING = "2026-10-21";

  private ShapeRules() {}

  static void checkRequired(ObjectNode body, boolean counting) {
    for (var key :
        counting ? List.of("model", "messages") : List.of("model", "max_tokens", "messages")) {
      ApiError.invalidIf(!body.hasNonNull(key), key + ": Field required");
    }
    ApiError.invalidIf(!body.path("model").isTextual(), "model: Input should be a valid string");
    ApiError.invalidIf(!body.path("messages").isArray(), "messages: Input should be a valid list");
    ApiError.invalidIf(
        body.path("messages").isEmpty(), "messages: at least one message is required");
  }

  static void check(MessagesRequest request) {
    request.body().fieldNames().forEachRemaining(key -> checkKey(request, key));
    if (!request.counting()) {
      checkMaxTokens(request);
    }
    var stream = request.body().path("stream");
    ApiError.invalidIf(
        request.has("stream") && !stream.isBoolean(), "stream: Input should be a valid boolean");
  }

  private static void checkKey(MessagesRequest request, String key) {
    boolean sampling = SAMPLING.contains(key) && request.version().compareTo(WITHOUT_SAMPLING) < 0;
    boolean beta = request.betas().contains(WITH_BETA.getOrDefault(key, ""));
    ApiError.invalidIf(
        !KNOWN.contains(key) && !sampling && !beta, key + ": Extra inputs are not permitted");
    if (sampling) {
      checkSampling(request, key);
    }
  }

  private static void checkSampling(MessagesRequest request, String key) {
    double value = request.body().path(key).asDouble();
    ApiError.invalidIf(
        key.equals("temperature") && (value < 0 || value > 1),
        "temperature: Input should be less than or equal to 1");
    ApiError.invalidIf(
        key.equals("temperature") && value < 1 && request.thinks(),
        "`temperature` may only be set to 1 when thinking is enabled.");
  }

  private static void checkMaxTokens(MessagesRequest request) {
    var value = request.body().path("max_tokens");
    ApiError.invalidIf(!value.isIntegralNumber(), "max_tokens: Input should be a valid integer");
    ApiError.invalidIf(
        value.asLong() < 0, "max_tokens: Input should be greater than or equal to 0");
    int maximum = request.model().maxOutput();
    ApiError.invalidIf(
        value.asLong() > maximum,
        "max_tokens: %d > %d, which is the maximum allowed number of output tokens for %s"
            .formatted(value.asLong(), maximum, request.body().path("model").asText()));
  }
}
