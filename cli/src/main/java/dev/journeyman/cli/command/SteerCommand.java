package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "steer",
    description = "Say something to a running task; the agent reads it before its next turn.")
final class SteerCommand extends ApiCommand {

  @Parameters(index = "0", paramLabel = "TASK", description = "The task's id, or latest.")
  private String task = "";

  @Parameters(index = "1", paramLabel = "MESSAGE", description = "What to say; - reads it.")
  private String message = "";

  @Override
  ExitCode run(Session session) {
    var body = Json.object().put("message", Texts.given(session, message));
    session.printMessage(
        session.api().post("/tasks/" + session.id(task) + "/messages", body).body());
    return ExitCode.OK;
  }
}
