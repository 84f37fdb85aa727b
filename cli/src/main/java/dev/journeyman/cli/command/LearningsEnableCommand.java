package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "enable", description = "Offer a disabled learning to later tasks again.")
final class LearningsEnableCommand extends ApiCommand {

  @Parameters(paramLabel = "LEARNING", description = "Its id, as learnings lists it.")
  private String id = "";

  @Override
  ExitCode run(Session session) {
    var change = Json.object().put("disabled", false);
    var answer = session.api().patch("/learnings/" + Paths.segment(id), change);
    if (!session.printedJson(answer)) {
      session.screen().say("Offered again.");
    }
    return ExitCode.OK;
  }
}
