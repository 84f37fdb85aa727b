package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "repeat", description = "Send once more what was delivered or given up.")
final class WebhooksRepeatCommand extends ApiCommand {

  @Parameters(index = "0", paramLabel = "WEBHOOK", description = "Its id.")
  private String id = "";

  @Parameters(
      index = "1",
      paramLabel = "DELIVERY",
      description = "Its id, as webhooks deliveries lists it.")
  private String delivery = "";

  @Override
  ExitCode run(Session session) {
    var path = "/webhooks/%s/deliveries/%s/repeat";
    var answer =
        session
            .api()
            .post(path.formatted(Paths.segment(id), Paths.segment(delivery)), Json.object());
    if (!session.printedJson(answer.body())) {
      session.screen().say("On its way. How it went: ./journeyman webhooks deliveries " + id);
    }
    return ExitCode.OK;
  }
}
