package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "set", description = "Change what is said about a repository, and nothing else.")
final class ReposSetCommand extends ApiCommand {

  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Mixin private final RepositorySettings settings = new RepositorySettings();

  @Override
  ExitCode run(Session session) {
    var body = settings.json();
    if (body.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "Say what to change, such as --verify COMMAND.");
    }
    var answer = session.api().patch("/repositories/" + Paths.segment(name), body);
    if (!session.printedJson(answer)) {
      session.print(RepositoryText.lines(answer));
    }
    return ExitCode.OK;
  }
}
