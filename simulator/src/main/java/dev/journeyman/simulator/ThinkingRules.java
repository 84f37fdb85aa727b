package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// How each model may be asked to think, and how hard.
final class ThinkingRules {
  private static final List<String> TYPES =
      List.of("adaptive", "between_tools", "disabled", "enabled");
  private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");
  private static final List<String> UP_TO_HIGH = EFFORTS.subList(0, 3);
  private static final List<String> DISPLAYS = List.of("summarized", "omitted");

  private ThinkingRules() {}

  static void check(MessagesRequest request) {
    checkEffort(request);
    if (!request.has("thinking")) {
      return;
    }
    var type = request.thinking();
    ApiError.invalidIf(
        !TYPES.contains(type),
        "thinking: Input tag '%s' found using 'type' does not match any of the expected tags: 'adaptive', 'between_tools', 'disabled', 'enabled'"
            .formatted(type));
    if (!request.model().acceptsThinking(type)) {
      throw ApiError.invalid(refusal(request.model(), type));
    }
    checkFields(request, request.body().path("thinking"));
  }

  private static String refusal(ModelRules model, String type) {
    if (type.equals("adaptive")) {
      return "adaptive thinking is not supported on this model";
    }
    if (type.equals("disabled") && model.betweenTools()) {
      return "To turn thinking off on this model, send \"thinking\": {\"type\": \"between_tools\"} instead of {\"type\": \"disabled\"}.";
    }
    return "\"thinking.type.%s\" is not supported for this model. Use \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior."
        .formatted(type);
  }

  private static void checkFields(MessagesRequest request, JsonNode thinking) {
    switch (request.thinking()) {
      case "enabled" -> checkBudget(request, thinking.path("budget_tokens"));
      case "disabled" -> checkDisabled(request);
      case "between_tools" -> checkBetweenTools(request, thinking);
      default -> checkAdaptive(request, thinking);
    }
  }

  private static void checkBudget(MessagesRequest request, JsonNode budget) {
    ApiError.invalidIf(!budget.isInt(), "thinking.enabled.budget_tokens: Field required");
    ApiError.invalidIf(
        budget.asInt() < 1024,
        "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
    ApiError.invalidIf(
        !request.counting() && request.body().path("max_tokens").asInt() <= budget.asInt(),
        "`max_tokens` must be greater than `thinking.budget_tokens`.");
  }

  private static void checkDisabled(MessagesRequest request) {
    ApiError.invalidIf(
        request.model().disabled().equals("up_to_high") && !UP_TO_HIGH.contains(effort(request)),
        "\"thinking.type.disabled\" is only supported with \"output_config.effort\" up to \"high\" on this model.");
  }

  private static void checkBetweenTools(MessagesRequest request, JsonNode thinking) {
    ApiError.invalidIf(
        thinking.size() > 1, "thinking.between_tools: Extra inputs are not permitted");
    ApiError.invalidIf(
        !UP_TO_HIGH.contains(effort(request)),
        "\"thinking.type.between_tools\" is only supported with \"output_config.effort\" up to \"high\" on this model.");
  }

  private static void checkAdaptive(MessagesRequest request, JsonNode thinking) {
    for (var field : thinking.properties()) {
      var path = "thinking.adaptive." + field.getKey();
      switch (field.getKey()) {
        case "type" -> {}
        case "display" -> checkDisplay(request, path, field.getValue().asText());
        case "block_binding" ->
            ApiError.invalidIf(
                !request.betas().contains(MessagesRequest.THINKING_BINDING),
                path + ": Extra inputs are not permitted");
        default -> throw ApiError.invalid(path + ": Extra inputs are not permitted");
      }
    }
  }

  private static void checkDisplay(MessagesRequest request, String path, String display) {
    boolean updates =
        display.equals("updates")
            && request.betas().contains("thinking-display-updates-2026-08-18");
    ApiError.invalidIf(
        !DISPLAYS.contains(display) && !updates,
        path + ": Input should be 'summarized' or 'omitted'");
  }

  private static void checkEffort(MessagesRequest request) {
    if (!request.body().path("output_config").hasNonNull("effort")) {
      return;
    }
    ApiError.invalidIf(
        !EFFORTS.contains(effort(request)),
        "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'");
    ApiError.invalidIf(
        !request.model().effort(), "This model does not support the effort parameter.");
  }

  private static String effort(MessagesRequest request) {
    return request.body().path("output_config").path("effort").asText("medium");
  }
}
