package dev.journeyman.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a task.
///
/// @param output the agent's own summary
/// @param changes paths that differ from the base
/// @param verification the evidence record of the service
public record Result(
    boolean success,
    String output,
    List<String> changes,
    List<String> learnings,
    @Nullable JsonNode verification) {

  public Result {
    changes = List.copyOf(changes);
    learnings = List.copyOf(learnings);
  }

  public Result withLearnings(List<String> found) {
    return new Result(success, output, changes, found, verification);
  }

  public Result with(JsonNode evidence) {
    return new Result(success, output, changes, learnings, evidence);
  }
}
