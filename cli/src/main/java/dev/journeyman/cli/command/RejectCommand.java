package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "reject",
    description = "Throw the work away. To have it changed: comment --request-changes.")
final class RejectCommand extends ApiCommand {

  @Parameters(paramLabel = "TASK", description = "The task's id, or latest.")
  private String task = "";

  @Option(names = "--reason", paramLabel = "WORDS", description = "Why; later tasks learn from it.")
  private String reason = "";

  @Override
  ExitCode run(Session session) {
    var id = session.id(task);
    var body = Json.object().put("approved", false);
    if (!reason.isEmpty()) {
      body.put("reason", reason);
    }
    return Landing.awaitTakenBack(session, id, session.api().post("/approve/" + id, body));
  }
}
