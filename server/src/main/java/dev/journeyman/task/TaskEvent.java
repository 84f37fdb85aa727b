package dev.journeyman.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// One immutable fact of a task.
///
/// @param sequence from 1, without gaps within a task
public record TaskEvent(TaskId task, long sequence, Instant at, Type type, JsonNode data) {

  /// What kinds of facts there are.
  public enum Type {
    STATUS,
    STAGE,
    STEP,
    TURN,
    TOOL_CALL,
    TOOL_RESULT,
    USAGE,
    RETRY,
    MESSAGE,
    COMPACTION,
    CHECKPOINT,
    NETWORK;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// A fact that has no number yet.
  public record Draft(Type type, JsonNode data) {}
}
