package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import dev.journeyman.cli.text.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "test", description = "Send a ping; webhooks deliveries tells how it went.")
final class WebhooksTestCommand extends ApiCommand {

  @Parameters(paramLabel = "WEBHOOK", description = "Its id.")
  private String id = "";

  @Override
  ExitCode run(Session session) {
    var answer = session.api().post("/webhooks/" + Paths.segment(id) + "/test", Json.object());
    if (!session.printedJson(answer.body())) {
      session.screen().line(SafeText.line(answer.body().path("id").asText("")));
      session.screen().say("On its way. How it went: ./journeyman webhooks deliveries " + id);
    }
    return ExitCode.OK;
  }
}
