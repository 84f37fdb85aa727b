package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.text.Outcome;
import dev.journeyman.cli.text.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "approve", description = "Approve exactly what was shown, and land it.")
final class ApproveCommand extends ApiCommand {

  @Parameters(paramLabel = "TASK", description = "The task's id, or latest.")
  private String task = "";

  @Option(names = "--reason", paramLabel = "WORDS", description = "Why; it is kept.")
  private String reason = "";

  @Option(
      names = "--tree",
      paramLabel = "ID",
      description = "The tree that was looked at; anything else is refused.")
  private String tree = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Override
  ExitCode run(Session session) {
    var shown = session.task(task);
    if (!shown.may("approve")) {
      throw new CommandException(
          ExitCode.FAILED,
          "Task %s does not wait for approval: it is %s."
              .formatted(shown.id(), shown.status().wire()));
    }
    if (!yes) {
      session.screen().line(SafeText.line(shown.title()));
      session.print(Outcome.lines(shown));
    }
    session.confirm("Approve and land tree " + SafeText.line(wanted(shown)) + "?", yes);
    return Landing.await(
        session, shown.id(), session.api().post("/approve/" + shown.id(), request(shown)));
  }

  private String wanted(Task shown) {
    return tree.isEmpty() ? shown.text("/tree") : tree;
  }

  private ObjectNode request(Task shown) {
    var body = Json.object().put("approved", true).put("tree", wanted(shown));
    return reason.isEmpty() ? body : body.put("reason", reason);
  }
}
