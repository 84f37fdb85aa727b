package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rotate",
    description = "Replace the signing secret and print the new one, this once.")
final class WebhooksRotateCommand extends ApiCommand {

  @Parameters(paramLabel = "WEBHOOK", description = "Its id.")
  private String id = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Override
  ExitCode run(Session session) {
    session.confirm("Replace the secret? The one before signs for 24 hours more.", yes);
    var answer = session.api().post("/webhooks/" + Paths.segment(id) + "/secret", Json.object());
    if (!session.printedJson(answer.body())) {
      session.print(WebhookText.withSecret(answer.body()));
      session.screen().say("Give the secret to the receiver now: it is not shown again.");
    }
    return ExitCode.OK;
  }
}
