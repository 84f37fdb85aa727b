package dev.journeyman.model;

/// What a tool call came to.
///
/// @param id the id of the call
/// @param text what the model reads; may be empty
/// @param error true if the call failed or was refused
public record ToolResultBlock(String id, String text, boolean error) {}
