package dev.journeyman.app;

import dev.journeyman.pipeline.Pipeline;
import dev.journeyman.pipeline.RunningTasks;
import dev.journeyman.queue.TaskWorker;
import dev.journeyman.task.TaskId;

/// Has the pipeline do what the queue has to do.
record PipelineWorker(Pipeline pipeline, RunningTasks running) implements TaskWorker {

  @Override
  public void work(TaskId id) throws InterruptedException {
    pipeline.work(id);
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
