package dev.journeyman.pipeline;

import dev.journeyman.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What people do with tasks. Each call checks the state again under the task's lock and writes the
/// audit record; a state that no longer allows it is an `IllegalTransitionException`.
public interface TaskActions {

  /// Who acts.
  ///
  /// @param address where the request came from
  record Actor(String tenant, String user, String address) {}

  /// How a decision came out.
  sealed interface Outcome {

    /// It is done.
    ///
    /// @param files what was changed back, for a rollback
    record Done(Task task, List<String> files) implements Outcome {}

    /// It goes on after the time to wait is over.
    record StillRunning(Task task) implements Outcome {}

    /// Not what was looked at waits for approval, but this tree; nothing was changed.
    record TreeMoved(Task task, String tree) implements Outcome {}

    /// Later work stands against it; nothing was changed.
    record Conflict(Task task, List<String> files, String message) implements Outcome {}

    /// It failed.
    record Failed(Task task, String message, String recommendation) implements Outcome {}
  }

  /// A comment on a line; `side` is `old` or `new`, `line` counts from 1.
  record Comment(String path, Optional<String> side, Optional<Long> line, String text) {}

  /// What a reviewer says.
  ///
  /// @param requestChanges whether the work goes back
  record Review(
      boolean requestChanges, Optional<String> tree, String summary, List<Comment> comments) {}

  /// Approves one tree and waits for the landing.
  ///
  /// @param tree what was looked at; empty means whatever waits now
  Outcome approve(
      Actor actor, Task task, Optional<String> tree, Optional<String> reason, Duration wait);

  Outcome reject(Actor actor, Task task, Optional<String> reason, Duration wait);

  Outcome rollback(Actor actor, Task task, Optional<String> reason, Duration wait);

  Outcome review(Actor actor, Task task, Review review);

  /// Stops the model call and kills the running command within two seconds.
  Task cancel(Actor actor, Task task);

  Task pause(Actor actor, Task task);

  Task resume(Actor actor, Task task);

  /// Leaves a message that the agent reads before its next turn.
  Task message(Actor actor, Task task, String text);

  /// Lands again, rolls back again, or makes a new task with `retryOf`.
  ///
  /// @return the task that goes on
  Task retry(Actor actor, Task task);
}
