package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "disable",
    description = "Give a learning to no later task; enable offers it again.")
final class LearningsDisableCommand extends ApiCommand {

  @Parameters(paramLabel = "LEARNING", description = "Its id, as learnings lists it.")
  private String id = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Kept with it.")
  private String reason = "";

  @Override
  ExitCode run(Session session) {
    var change = Json.object().put("disabled", true);
    if (!reason.isEmpty()) {
      change.put("reason", reason);
    }
    var answer = session.api().patch("/learnings/" + Paths.segment(id), change);
    if (!session.printedJson(answer)) {
      session.screen().say("Disabled.");
    }
    return ExitCode.OK;
  }
}
