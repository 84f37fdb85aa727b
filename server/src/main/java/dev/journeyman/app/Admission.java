package dev.journeyman.app;

import dev.journeyman.queue.PostponedException;
import dev.journeyman.queue.TaskWorker;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.task.TaskStore;
import dev.journeyman.task.Wake;
import java.time.Duration;

/// Lets no task begin while the disk has no room for it; what was begun goes on, and so do landing
/// and rollback.
record Admission(TaskStore tasks, DiskUse disk, TaskWorker worker) implements TaskWorker {

  private static final Duration LATER = Duration.ofSeconds(30);

  @Override
  public void work(Wake wake) throws InterruptedException {
    var refusal = disk.refusal();
    if (refusal.isPresent() && tasks.find(wake.task()).filter(Admission::isNew).isPresent()) {
      throw new PostponedException(refusal.get(), LATER);
    }
    worker.work(wake);
  }

  @Override
  public void tend(TaskId id) throws InterruptedException {
    worker.tend(id);
  }

  @Override
  public void remind(TaskId id) {
    worker.remind(id);
  }

  @Override
  public void stop() {
    worker.stop();
  }

  private static boolean isNew(Task task) {
    return task.status() == TaskStatus.QUEUED;
  }
}
