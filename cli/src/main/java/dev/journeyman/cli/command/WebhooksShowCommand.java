package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show what a webhook tells of, and how it is.")
final class WebhooksShowCommand extends ApiCommand {

  @Parameters(paramLabel = "WEBHOOK", description = "Its id.")
  private String id = "";

  @Override
  ExitCode run(Session session) {
    var answer = session.api().get("/webhooks/" + Paths.segment(id));
    if (!session.printedJson(answer)) {
      session.print(WebhookText.lines(answer));
    }
    return ExitCode.OK;
  }
}
