package dev.journeyman.pipeline;

import dev.journeyman.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What people decide about changes. Each call checks the state again under the task's lock and
/// writes the audit record; a state that no longer allows it is an `IllegalTransitionException`.
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

    /// It counts, and others have to approve, too.
    record Waiting(Task task, String message) implements Outcome {}

    /// It is decided, and nothing had to be done for it.
    record NothingLeft(Task task, String message) implements Outcome {}

    /// The repository's policy does not let this user decide; nothing was changed.
    record Refused(Task task, String message) implements Outcome {}

    /// Not what was looked at waits for approval, but this tree; nothing was changed.
    record TreeMoved(Task task, String tree) implements Outcome {}

    /// Later work stands against it; nothing was changed.
    record Conflict(Task task, List<String> files, String message) implements Outcome {}

    /// It failed.
    record Failed(Task task, String message, String recommendation) implements Outcome {}
  }

  /// What somebody who decides has looked at; what is empty means whatever waits now.
  ///
  /// @param evidence the hash of a record
  record Seen(Optional<String> tree, Optional<String> evidence) {}

  /// A comment on a line; `side` is `old` or `new`, `line` counts from 1.
  record Comment(String path, Optional<String> side, Optional<Long> line, String text) {}

  /// What a reviewer says.
  ///
  /// @param requestChanges whether the work goes back
  record Review(
      boolean requestChanges, Optional<String> tree, String summary, List<Comment> comments) {}

  /// Approves one tree and waits for the landing.
  ///
  /// @param seen what was looked at
  Outcome approve(Actor actor, Task task, Seen seen, Optional<String> reason, Duration wait);

  Outcome reject(Actor actor, Task task, Optional<String> reason, Duration wait);

  Outcome rollback(Actor actor, Task task, Optional<String> reason, Duration wait);

  Outcome review(Actor actor, Task task, Review review);
}
