package dev.journeyman.pipeline;

import dev.journeyman.task.Task;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStore;
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

  /// Beside whoever works on it.
  static Recorder of(TaskStore tasks, TaskId id) {
    return new Recorder() {
      @Override
      public Task task() {
        return tasks.find(id).orElseThrow();
      }

      @Override
      public Task record(UnaryOperator<Task> change) {
        return tasks.amend(id, change);
      }
    };
  }
}
