package dev.journeyman.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What was asked for; never changes after submission.
///
/// @param text the task in plain words
/// @param context free JSON that goes to the model as the requester's own
/// @param timeout of active time; waiting in the queue, paused or for approval does not count
/// @param targetBranch where the change is to land
/// @param model and effort are fixed for the whole task
/// @param retryOf the task that this one repeats
public record TaskRequest(
    String text,
    @Nullable JsonNode context,
    boolean requireApproval,
    Priority priority,
    Duration timeout,
    String targetBranch,
    Budget budget,
    String model,
    String effort,
    @Nullable String retryOf) {

  /// The same again, as a retry of this task.
  public TaskRequest retryOf(String task) {
    return new TaskRequest(
        text,
        context,
        requireApproval,
        priority,
        timeout,
        targetBranch,
        budget,
        model,
        effort,
        task);
  }
}
