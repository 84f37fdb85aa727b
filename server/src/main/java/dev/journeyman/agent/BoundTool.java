package dev.journeyman.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.tool.Tool;
import dev.journeyman.agent.tool.ToolContext;
import dev.journeyman.agent.tool.ToolResult;
import dev.journeyman.database.StoredJson;
import dev.journeyman.model.ToolDefinition;
import java.util.List;
import java.util.Map;

/// A tool together with the task that it works for.
public record BoundTool(Tool tool, ToolContext context) {

  public ToolDefinition definition() {
    return tool.definition();
  }

  boolean readOnly() {
    return tool.readOnly();
  }

  /// A field that is passed over in silence is one the model believes in.
  private List<String> unknown(JsonNode input) {
    var known = fields();
    return input
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(name -> !known.contains(name))
        .toList();
  }

  private List<String> fields() {
    return StoredJson.tree(definition().inputSchema())
        .path("properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .toList();
  }

  ToolResult run(JsonNode input) {
    var unknown = unknown(input);
    if (!unknown.isEmpty()) {
      return ToolResult.error(
          "%s knows no field %s. It knows: %s."
              .formatted(
                  definition().name(), String.join(", ", unknown), String.join(", ", fields())));
    }
    var result = tool.run(input, context);
    return new ToolResult(context.redaction().of(result.text()), result.error());
  }
}
