package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Let a paused task go on.")
final class ResumeCommand extends ApiCommand {

  @Parameters(paramLabel = "TASK", description = "The task's id, or latest.")
  private String task = "";

  @Override
  ExitCode run(Session session) {
    var path = "/tasks/" + session.id(task) + "/resume";
    session.printMessage(session.api().post(path, Json.object()).body());
    return ExitCode.OK;
  }
}
