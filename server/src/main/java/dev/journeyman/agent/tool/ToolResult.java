package dev.journeyman.agent.tool;

/// A result.
public record ToolResult(String text, boolean error) {}
