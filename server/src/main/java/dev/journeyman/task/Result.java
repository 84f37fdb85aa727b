package dev.journeyman.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a task.
///
/// @param output the agent's own summary
/// @param changes paths that differ from the base
/// @param verification the evidence record of the service
/// @param rollback what the service saw when it verified the revert
/// @param landing what the service saw of the merge that the host made
public record Result(
    boolean success,
    String output,
    List<String> changes,
    List<String> learnings,
    @Nullable JsonNode verification,
    @Nullable JsonNode rollback,
    @Nullable JsonNode landing) {

  public static final Result NONE = of(false, "", List.of());

  public Result {
    changes = List.copyOf(changes);
    learnings = List.copyOf(learnings);
  }

  /// A result that nothing was verified of yet.
  public static Result of(boolean success, String output, List<String> changes) {
    return new Result(success, output, changes, List.of(), null, null, null);
  }

  public Result withLearnings(List<String> found) {
    return new Result(success, output, changes, found, verification, rollback, landing);
  }

  public Result with(JsonNode evidence) {
    return new Result(success, output, changes, learnings, evidence, rollback, landing);
  }

  public Result withOutput(String text) {
    return new Result(success, text, changes, learnings, verification, rollback, landing);
  }

  public Result withChanges(boolean succeeded, List<String> paths) {
    return new Result(succeeded, output, paths, learnings, verification, rollback, landing);
  }

  public Result withRollback(JsonNode evidence) {
    return new Result(success, output, changes, learnings, verification, evidence, landing);
  }

  public Result withLanding(JsonNode evidence) {
    return new Result(success, output, changes, learnings, verification, rollback, evidence);
  }
}
