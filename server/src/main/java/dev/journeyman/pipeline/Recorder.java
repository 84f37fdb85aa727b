package dev.journeyman.pipeline;

import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStore;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// Where it is written down what became of a task's pull request.
interface Recorder {

  /// The task as it is stored now.
  Task task();

  /// @return the task as it is stored then
  Task record(UnaryOperator<Task> change);

  /// By the worker that holds the task.
  static Recorder of(Shift shift) {
    return new Recorder() {
      @Override
      public Task task() {
        return shift.task();
      }

      @Override
      public Task record(UnaryOperator<Task> change) {
        return shift.change(change);
      }
    };
  }

  /// Beside whoever works on it, and only while the task is where it was when somebody looked.
  ///
  /// @param seen the task at that time; once it has moved on, reading and recording throw
  ///     [MovedOnException]
  static Recorder of(TaskStore tasks, Task seen) {
    return new Recorder() {
      @Override
      public Task task() {
        return standing(tasks.find(seen.id()).orElseThrow());
      }

      @Override
      public Task record(UnaryOperator<Task> change) {
        return tasks.amend(seen.id(), now -> change.apply(standing(now)));
      }

      private Task standing(Task now) {
        if (!stands(now, seen)) {
          throw new MovedOnException(seen);
        }
        return now;
      }
    };
  }

  /// Whether a task wants the same on the host as it did when it was looked at.
  static boolean stands(Task now, Task seen) {
    var revision = now.details().revision();
    var before = seen.details().revision();
    return now.status() == seen.status()
        && Objects.equals(revision.base(), before.base())
        && Objects.equals(revision.tree(), before.tree());
  }
}
