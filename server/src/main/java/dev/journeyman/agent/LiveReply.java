package dev.journeyman.agent;

import dev.journeyman.model.ReplyListener;
import dev.journeyman.task.Claim;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStore;
import java.time.Duration;

/// Hands on what a reply says while it is written; retries are stored, since people ask about them
/// later.
record LiveReply(TaskId task, Claim claim, TaskStore tasks, LiveFeed live)
    implements ReplyListener {

  @Override
  public void text(String delta) {
    live.tell(task, LiveFeed.Kind.TEXT, delta);
  }

  @Override
  public void thinking(String delta) {
    live.tell(task, LiveFeed.Kind.THINKING, delta);
  }

  @Override
  public void retrying(int attempt, Duration wait, String reason) {
    tasks.change(claim, same -> same, Turns.retry(attempt, wait, reason));
  }
}
