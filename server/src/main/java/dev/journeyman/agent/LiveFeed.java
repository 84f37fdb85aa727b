package dev.journeyman.agent;

import dev.journeyman.task.TaskId;

/// Hears what is too fleeting to be stored: text, thinking and tool output as they come. Must not
/// block.
public interface LiveFeed {

  LiveFeed SILENT = (_, _, _) -> {};

  /// What kinds there are.
  enum Kind {
    TEXT,
    THINKING,
    TOOL_OUTPUT
  }

  void tell(TaskId task, Kind kind, String text);
}
