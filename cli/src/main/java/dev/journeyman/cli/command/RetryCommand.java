package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import dev.journeyman.cli.text.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "retry",
    description = "Land again, roll back again, or try a failed task anew, as a task of its own.")
final class RetryCommand extends ApiCommand {

  @Parameters(paramLabel = "TASK", description = "The task's id, or latest.")
  private String task = "";

  @Override
  ExitCode run(Session session) {
    var answer = session.api().post("/tasks/" + session.id(task) + "/retry", Json.object()).body();
    if (!session.printedJson(answer)) {
      session.screen().say(answer.path("message").asText(""));
      session.screen().line(SafeText.line(answer.path("taskId").asText("")));
    }
    return ExitCode.OK;
  }
}
