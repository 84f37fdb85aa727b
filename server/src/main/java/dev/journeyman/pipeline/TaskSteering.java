package dev.journeyman.pipeline;

import dev.journeyman.pipeline.TaskActions.Actor;
import dev.journeyman.task.Task;

/// What people do with tasks on their way. Each call checks the state again under the task's lock
/// and writes the audit record; a state that no longer allows it is an
/// `IllegalTransitionException`.
public interface TaskSteering {

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
