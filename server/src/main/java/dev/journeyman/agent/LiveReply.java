package dev.journeyman.agent;

import dev.journeyman.model.ReplyListener;
import dev.journeyman.task.Progress;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskStore;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Hands on what a reply says while it is written. Retries are stored, since people ask about them
/// later, and stand in the task until the reply has come, since people wonder meanwhile; unless
/// other parts go on.
///
/// For one reply, on one thread.
final class LiveReply implements ReplyListener {

  private final Part part;
  private final TaskStore tasks;
  private final LiveFeed live;
  private boolean waiting;

  LiveReply(Part part, TaskStore tasks, LiveFeed live) {
    this.part = part;
    this.tasks = tasks;
    this.live = part.company().feed(live);
  }

  @Override
  public void text(String delta) {
    live.tell(part.claim().task(), LiveFeed.Kind.TEXT, delta);
  }

  @Override
  public void thinking(String delta) {
    live.tell(part.claim().task(), LiveFeed.Kind.THINKING, delta);
  }

  @Override
  public void retrying(int attempt, Duration wait, String reason) {
    waiting = true;
    var sentence =
        "Waiting for the model, attempt %d in %d s: %s"
            .formatted(attempt + 1, wait.toSeconds(), reason);
    var retry = Turns.retry(part.name(), attempt, wait, reason);
    change(now -> part.company().isAlone() ? now.waitingFor(sentence) : now, retry);
  }

  /// The reply has come: the task says again what it does.
  void answered() {
    if (waiting && part.company().isAlone()) {
      change(Progress::going);
    }
  }

  private void change(UnaryOperator<Progress> change, TaskEvent.Draft... events) {
    tasks.change(
        part.claim(),
        task -> task.with(task.details().with(change.apply(task.details().progress()))),
        events);
  }
}
