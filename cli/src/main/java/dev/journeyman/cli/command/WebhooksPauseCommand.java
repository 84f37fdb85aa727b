package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "pause",
    description = "Tell it nothing for a while; what happens meanwhile is not kept for it.")
final class WebhooksPauseCommand extends ApiCommand {

  @Parameters(paramLabel = "WEBHOOK", description = "Its id.")
  private String id = "";

  @Override
  ExitCode run(Session session) {
    var change = Json.object().put("enabled", false);
    var answer = session.api().patch("/webhooks/" + Paths.segment(id), change);
    if (!session.printedJson(answer)) {
      session.print(WebhookText.lines(answer));
    }
    return ExitCode.OK;
  }
}
