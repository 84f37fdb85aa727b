package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.Api;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.watch.Watch;
import java.time.Duration;
import java.util.Optional;

/// Waits for what the service could not end in time for its answer.
final class Landing {

  private Landing() {}

  static ExitCode await(Session session, String id, Api.Answer answer) {
    if (answer.status() != 202) {
      session.printMessage(answer.body());
      return ExitCode.OK;
    }
    session.screen().say("That takes a while; following it.");
    var wish =
        new Watch.Wish(
            session.json() ? Watch.Format.JSON : Watch.Format.TEXT,
            Optional.of(Watch.Until.APPROVAL),
            Duration.ZERO);
    return Watching.follow(session, id, wish);
  }

  /// The same for what a person asked to be taken back, where that is the good end.
  static ExitCode awaitTakenBack(Session session, String id, Api.Answer answer) {
    await(session, id, answer);
    var end = answer.status() == 202 ? session.task(id) : new Task(answer.body().path("task"));
    return end.exitCode() == ExitCode.TAKEN_BACK ? ExitCode.OK : ExitCode.FAILED;
  }
}
