package dev.journeyman.agent.tool;

/// What the model gets to read.
///
/// @param text never empty
/// @param error whether the call did not do what it was asked to
public record ToolResult(String text, boolean error) {

  public ToolResult {
    text = text.isEmpty() ? "(nothing to show)" : text;
  }

  public static ToolResult ok(String text) {
    return new ToolResult(text, false);
  }

  public static ToolResult error(String text) {
    return new ToolResult(text, true);
  }
}
