package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Table;
import picocli.CommandLine.Command;

@Command(
    name = "webhooks",
    description = "List who is told what happens to tasks.",
    subcommands = {
      WebhooksAddCommand.class,
      WebhooksShowCommand.class,
      WebhooksSetCommand.class,
      WebhooksPauseCommand.class,
      WebhooksResumeCommand.class,
      WebhooksRotateCommand.class,
      WebhooksTestCommand.class,
      WebhooksDeliveriesCommand.class,
      WebhooksRepeatCommand.class,
      WebhooksRemoveCommand.class
    })
final class WebhooksCommand extends ApiCommand {

  @Override
  ExitCode run(Session session) {
    var answer = session.api().get("/webhooks");
    if (session.printedJson(answer)) {
      return ExitCode.OK;
    }
    if (answer.path("webhooks").isEmpty()) {
      session.screen().say("None yet. Make one: ./journeyman webhooks add URL");
      return ExitCode.OK;
    }
    var table = new Table("WEBHOOK", "STATE", "EVENTS", "URL");
    answer
        .path("webhooks")
        .forEach(
            each ->
                table.row(
                    Line.quiet(SafeText.line(each.path("id").asText(""))),
                    WebhookText.state(each),
                    Line.plain(WebhookText.events(each)),
                    Line.plain(SafeText.line(each.path("url").asText("")))));
    session.print(table);
    return ExitCode.OK;
  }
}
