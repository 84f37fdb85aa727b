package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Archive a repository; its tasks stay readable.")
final class ReposRemoveCommand extends ApiCommand {

  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Override
  ExitCode run(Session session) {
    session.confirm("Archive %s? No task can be handed in for it then.".formatted(name), yes);
    session.api().delete("/repositories/" + Paths.segment(name));
    session.screen().say("Archived.");
    return ExitCode.OK;
  }
}
