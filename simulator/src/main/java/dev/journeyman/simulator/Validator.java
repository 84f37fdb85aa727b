package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalInt;

/// Refuses what the real API refuses, one subject after the other.
final class Validator {
  private final ModelTable models;
  private final OptionalInt window;

  /// @param window a smaller context window than the model has
  Validator(ModelTable models, OptionalInt window) {
    this.models = models;
    this.window = window;
  }

  /// @throws ApiError if the real API would refuse it
  MessagesRequest check(Map<String, String> headers, ObjectNode body, boolean counting) {
    ShapeRules.checkRequired(body, counting);
    var request =
        new MessagesRequest(
            body,
            models.require(body.path("model").asText()),
            headers.getOrDefault("anthropic-version", ""),
            HeaderRules.betas(headers),
            counting);
    ShapeRules.check(request);
    SystemRules.check(request);
    ToolRules.check(request);
    ThinkingRules.check(request);
    MessageRules.check(request);
    CompactionRules.check(request);
    ToolPairing.check(request);
    CacheRules.check(request);
    BindingRules.check(request);
    checkWindow(request);
    return request;
  }

  private void checkWindow(MessagesRequest request) {
    int tokens = Prompt.of(request).tokens();
    int maximum = window.orElse(request.model().window());
    ApiError.invalidIf(
        tokens > maximum, "prompt is too long: %d tokens > %d maximum".formatted(tokens, maximum));
  }
}
