package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.ToolDefinition;

/// Something the model may do. Tools keep no state: whatever lasts is in the [ToolContext], so one
/// instance serves all tasks at once.
public interface Tool {

  /// Name, description and input schema: the same bytes for as long as the service runs.
  ToolDefinition definition();

  /// Whether it changes nothing. Such a tool may run before a plan stands, and beside others.
  boolean readOnly();

  /// Does what the input asks. Never throws for what the input or the work tree does: the result
  /// tells the model what happened and what to do next. An interrupt ends it early with an error,
  /// and the flag stays set.
  ToolResult run(JsonNode input, ToolContext context);
}
