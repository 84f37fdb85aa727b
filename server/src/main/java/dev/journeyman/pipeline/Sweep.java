package dev.journeyman.pipeline;

import dev.journeyman.task.Task;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import dev.journeyman.workspace.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes away what tasks have left that are over: a service that is killed between a task's end and
/// its clearing up leaves the work tree, and so does a disk that is full.
public final class Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final TaskStore tasks;
  private final Workspaces workspaces;

  public Sweep(TaskStore tasks, Workspaces workspaces) {
    this.tasks = tasks;
    this.workspaces = workspaces;
  }

  /// Looks once, or until it is interrupted. Never throws: what stays is found by the next look.
  public void run() {
    try {
      workspaces.traces().stream()
          .takeWhile(_ -> !Thread.currentThread().isInterrupted())
          .filter(this::isOver)
          .forEach(this::discard);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        LOG.info("Stopped looking for what finished tasks have left; the next start looks again");
        return;
      }
      LOG.warn("Could not look for what finished tasks have left; it is tried again", e);
    }
  }

  private boolean isOver(Workspaces.Trace trace) {
    return TaskId.parse(trace.taskId())
        .flatMap(tasks::find)
        .map(Task::status)
        .filter(TaskStatus::over)
        .isPresent();
  }

  private void discard(Workspaces.Trace trace) {
    try {
      workspaces.discard(trace);
      LOG.info("Removed what task {} had left", trace.taskId());
    } catch (RuntimeException e) {
      LOG.warn("Could not remove what task {} has left; the next look tries", trace.taskId(), e);
    }
  }
}
