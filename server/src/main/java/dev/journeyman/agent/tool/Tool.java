package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.ToolDefinition;

/// A tool.
public interface Tool {
  ToolDefinition definition();

  boolean readOnly();

  ToolResult run(JsonNode input, ToolContext context);
}
