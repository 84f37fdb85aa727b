package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Tell it again what happens from now on.")
final class WebhooksResumeCommand extends ApiCommand {

  @Parameters(paramLabel = "WEBHOOK", description = "Its id.")
  private String id = "";

  @Override
  ExitCode run(Session session) {
    var change = Json.object().put("enabled", true);
    var answer = session.api().patch("/webhooks/" + Paths.segment(id), change);
    if (!session.printedJson(answer)) {
      session.print(WebhookText.lines(answer));
    }
    return ExitCode.OK;
  }
}
