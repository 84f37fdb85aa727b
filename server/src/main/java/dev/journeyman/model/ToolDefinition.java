package dev.journeyman.model;

/// A tool that the model may call.
///
/// @param inputSchema a JSON schema of type object, as JSON text
public record ToolDefinition(String name, String description, String inputSchema) {}
