package dev.journeyman.app;

import dev.journeyman.pipeline.Pipeline;
import dev.journeyman.pipeline.RunningTasks;
import dev.journeyman.queue.TaskWorker;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.Wake;

/// Has the pipeline do what the queue has to do. While the disk has no room no task begins; what
/// was begun goes on, and so do landing and rollback.
record PipelineWorker(Pipeline pipeline, RunningTasks running, DiskUse disk) implements TaskWorker {

  @Override
  public boolean hasRoom() {
    return disk.hasRoom();
  }

  @Override
  public void work(Wake wake) throws InterruptedException {
    pipeline.work(wake);
  }

  @Override
  public void tend(TaskId id) throws InterruptedException {
    pipeline.tend(id);
  }

  @Override
  public void remind(TaskId id) {
    pipeline.remind(id);
  }

  @Override
  public void stop() {
    running.interruptAll();
  }
}
