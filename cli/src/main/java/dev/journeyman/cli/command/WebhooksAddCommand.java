package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    description = {
      "Tell an address what happens to tasks, and print the signing secret, this once.",
      "Unless --event says else, it is told of everything."
    })
final class WebhooksAddCommand extends ApiCommand {

  @Parameters(paramLabel = "URL", description = "An https address.")
  private String url = "";

  @Mixin private final WebhookSettings settings = new WebhookSettings();

  @Override
  ExitCode run(Session session) {
    var body = settings.json().put("url", url);
    if (!body.has("events")) {
      body.putArray("events").add("*");
    }
    var answer = session.api().post("/webhooks", body).body();
    if (!session.printedJson(answer)) {
      session.print(WebhookText.withSecret(answer));
      session.screen().say("Give the secret to the receiver now: it is not shown again.");
    }
    return ExitCode.OK;
  }
}
