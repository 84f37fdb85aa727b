package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.watch.Watch;

/// Watches a task and says what a person needs who did not see the end.
final class Watching {

  private Watching() {}

  static ExitCode follow(Session session, String id, Watch.Wish wish) {
    var watch = new Watch(session.api(), session.screen(), wish);
    var end = watch.follow(id);
    boolean left = end == ExitCode.INTERRUPTED || end == ExitCode.TIMED_OUT;
    if (left && !watch.task().map(Task::status).filter(status -> status.ended()).isPresent()) {
      session
          .screen()
          .say(
              "%s The task goes on. Watch it again: ./journeyman watch %s"
                  .formatted(end == ExitCode.TIMED_OUT ? "Waited long enough." : "Left.", id));
    }
    return end;
  }
}
