package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.workspace.TreeFileException;
import java.io.UncheckedIOException;

/// Turns what a tool throws for its input or the tree into an answer for the model.
final class Guard {

  /// The work of a tool.
  interface Work {
    ToolResult on(Input input);
  }

  private Guard() {}

  static ToolResult run(JsonNode json, Work work) {
    if (!json.isObject()) {
      return ToolResult.error("The input must be a JSON object that fits the tool's schema.");
    }
    try {
      return work.on(new Input(json));
    } catch (ToolFailure | TreeFileException e) {
      return ToolResult.error(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      return ToolResult.error("The service could not do this: " + e.getMessage());
    }
  }
}
