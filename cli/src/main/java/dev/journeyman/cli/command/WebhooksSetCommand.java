package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "set", description = "Change what is said about a webhook, and nothing else.")
final class WebhooksSetCommand extends ApiCommand {

  @Parameters(paramLabel = "WEBHOOK", description = "Its id.")
  private String id = "";

  @Option(names = "--to", paramLabel = "URL", description = "Where its messages go.")
  private String url = "";

  @Mixin private final WebhookSettings settings = new WebhookSettings();

  @Override
  ExitCode run(Session session) {
    var body = settings.json();
    if (!url.isEmpty()) {
      body.put("url", url);
    }
    if (body.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "Say what to change, such as --event failed.");
    }
    var answer = session.api().patch("/webhooks/" + Paths.segment(id), body);
    if (!session.printedJson(answer)) {
      session.print(WebhookText.lines(answer));
    }
    return ExitCode.OK;
  }
}
