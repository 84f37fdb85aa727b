package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show how a repository is set up and verified.")
final class ReposShowCommand extends ApiCommand {

  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Override
  ExitCode run(Session session) {
    var answer = session.api().get("/repositories/" + Paths.segment(name));
    if (!session.printedJson(answer)) {
      session.print(RepositoryText.lines(answer));
    }
    return ExitCode.OK;
  }
}
