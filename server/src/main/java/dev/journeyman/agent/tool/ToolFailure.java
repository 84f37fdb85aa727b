package dev.journeyman.agent.tool;

/// Ends a tool's work early. The message is what the model reads.
final class ToolFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  ToolFailure(String message) {
    super(message, null, false, false);
  }
}
