package dev.journeyman.agent.tool;

/// A context.
public record ToolContext() {
  public static ToolContext none() {
    return new ToolContext();
  }
}
