package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.TaskText;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show where a task stands, its plan and what came of it.")
final class ShowCommand extends ApiCommand {

  @Parameters(paramLabel = "TASK", description = "The task's id, or latest.")
  private String task = "";

  @Override
  ExitCode run(Session session) {
    var found = session.task(task);
    if (!session.printedJson(found.json())) {
      session.print(TaskText.lines(found, Instant.now()));
    }
    return ExitCode.OK;
  }
}
