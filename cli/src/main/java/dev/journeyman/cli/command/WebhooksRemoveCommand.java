package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Delete a webhook and its deliveries.")
final class WebhooksRemoveCommand extends ApiCommand {

  @Parameters(paramLabel = "WEBHOOK", description = "Its id.")
  private String id = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Override
  ExitCode run(Session session) {
    session.confirm("Delete it, with what is still to be sent?", yes);
    session.api().delete("/webhooks/" + Paths.segment(id));
    session.screen().say("Deleted.");
    return ExitCode.OK;
  }
}
