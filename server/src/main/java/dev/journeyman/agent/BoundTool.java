package dev.journeyman.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.tool.Tool;
import dev.journeyman.agent.tool.ToolContext;
import dev.journeyman.agent.tool.ToolResult;
import dev.journeyman.model.ToolDefinition;

/// A tool together with the task that it works for.
public record BoundTool(Tool tool, ToolContext context) {

  public ToolDefinition definition() {
    return tool.definition();
  }

  boolean readOnly() {
    return tool.readOnly();
  }

  ToolResult run(JsonNode input) {
    var result = tool.run(input, context);
    return new ToolResult(context.redaction().of(result.text()), result.error());
  }
}
