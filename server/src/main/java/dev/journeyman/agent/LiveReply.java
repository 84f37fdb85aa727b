package dev.journeyman.agent;

import dev.journeyman.model.ReplyListener;
import dev.journeyman.task.Claim;
import dev.journeyman.task.Progress;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStore;
import java.time.Duration;

/// Hands on what a reply says while it is written. Retries are stored, since people ask about them
/// later, and stand in the task until the reply has come, since people wonder meanwhile.
///
/// For one reply, on one thread.
final class LiveReply implements ReplyListener {

  private final Task task;
  private final Claim claim;
  private final TaskStore tasks;
  private final LiveFeed live;
  private String waiting = "";

  /// @param task as it stood before the reply was asked for
  LiveReply(Task task, Claim claim, TaskStore tasks, LiveFeed live) {
    this.task = task;
    this.claim = claim;
    this.tasks = tasks;
    this.live = live;
  }

  @Override
  public void text(String delta) {
    live.tell(task.id(), LiveFeed.Kind.TEXT, delta);
  }

  @Override
  public void thinking(String delta) {
    live.tell(task.id(), LiveFeed.Kind.THINKING, delta);
  }

  @Override
  public void retrying(int attempt, Duration wait, String reason) {
    waiting =
        "Waiting for the model, attempt %d in %d s: %s"
            .formatted(attempt + 1, wait.toSeconds(), reason);
    tasks.change(claim, now -> saying(now, waiting), Turns.retry(attempt, wait, reason));
  }

  /// The reply has come: the task says again what it does.
  void answered() {
    if (!waiting.isEmpty()) {
      tasks.change(claim, this::restored);
    }
  }

  private Task restored(Task now) {
    return now.details().progress().currentStep().equals(waiting)
        ? saying(now, task.details().progress().currentStep())
        : now;
  }

  private static Task saying(Task task, String text) {
    var details = task.details();
    return task.with(details.with(new Progress(text, details.progress().percent())));
  }
}
