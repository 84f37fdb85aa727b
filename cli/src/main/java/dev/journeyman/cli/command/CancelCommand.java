package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", description = "Stop tasks and throw away what they did.")
final class CancelCommand extends ApiCommand {

  @Parameters(arity = "1..*", paramLabel = "TASK", description = "Ids, or latest.")
  private List<String> tasks = new ArrayList<>();

  @Override
  ExitCode run(Session session) {
    tasks.stream()
        .map(task -> session.api().delete("/tasks/" + session.id(task)))
        .forEach(answer -> session.printMessage(answer.body()));
    return ExitCode.OK;
  }
}
