package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The tools on offer and the choice among them.
final class ToolRules {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
  private static final List<String> CHOICES = List.of("auto", "any", "tool", "none");

  private ToolRules() {}

  static void check(MessagesRequest request) {
    var names = new HashSet<String>();
    var tools = Json.items(request.body().path("tools"));
    for (int i = 0; i < tools.size(); i++) {
      checkTool("tools." + i, tools.get(i));
      ApiError.invalidIf(
          !names.add(tools.get(i).path("name").asText()), "tools: Tool names must be unique.");
    }
    if (request.has("tool_choice")) {
      checkChoice(request, names);
    }
  }

  private static void checkTool(String path, JsonNode tool) {
    var name = tool.path("name");
    boolean custom = Json.type(tool).isEmpty() || Json.type(tool).equals("custom");
    ApiError.invalidIf(!name.isTextual(), path + ".custom.name: Field required");
    if (!custom) {
      return;
    }
    ApiError.invalidIf(
        !NAME.matcher(name.asText()).matches(),
        path + ".custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
    ApiError.invalidIf(
        !tool.path("input_schema").isObject(), path + ".custom.input_schema: Field required");
    ApiError.invalidIf(
        !Json.type(tool.path("input_schema")).equals("object"),
        path + ".custom.input_schema.type: Input should be 'object'");
  }

  private static void checkChoice(MessagesRequest request, Set<String> names) {
    var choice = request.body().path("tool_choice");
    var type = Json.type(choice);
    ApiError.invalidIf(
        !CHOICES.contains(type),
        "tool_choice: Input tag '%s' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'"
            .formatted(type));
    ApiError.invalidIf(
        names.isEmpty(), "tool_choice: tool_choice may only be specified while providing tools");
    if (type.equals("any") || type.equals("tool")) {
      checkForced(request, choice, names);
    }
  }

  private static void checkForced(MessagesRequest request, JsonNode choice, Set<String> names) {
    ApiError.invalidIf(
        !request.model().forcedTools(),
        "tool_choice: type \"tool\" and \"any\" are not supported for this model.");
    ApiError.invalidIf(
        request.thinking().equals("enabled"),
        "Thinking may not be enabled when tool_choice forces tool use.");
    var name = choice.path("name").asText();
    ApiError.invalidIf(
        Json.type(choice).equals("tool") && !names.contains(name),
        "tool_choice: Tool '%s' not found in provided tools".formatted(name));
  }
}
