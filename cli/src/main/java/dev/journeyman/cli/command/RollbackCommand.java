package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import dev.journeyman.cli.text.DiffText;
import dev.journeyman.cli.text.SafeText;
import java.util.ArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rollback", description = "Take a landed task back: its own changes and no others.")
final class RollbackCommand extends ApiCommand {

  @Parameters(paramLabel = "TASK", description = "The task's id, or latest.")
  private String task = "";

  @Option(names = "--preview", description = "Show what it would change, and change nothing.")
  private boolean preview;

  @Option(names = "--reason", paramLabel = "WORDS", description = "Why; it is kept.")
  private String reason = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Override
  ExitCode run(Session session) {
    var id = session.id(task);
    if (preview) {
      return preview(session, session.api().get("/rollback/" + id));
    }
    if (!yes) {
      session.screen().line(SafeText.line(session.task(id).title()));
    }
    session.confirm("Take its changes back?", yes);
    var body = Json.object();
    if (!reason.isEmpty()) {
      body.put("reason", reason);
    }
    return Landing.awaitTakenBack(session, id, session.api().post("/rollback/" + id, body));
  }

  private static ExitCode preview(Session session, JsonNode preview) {
    boolean possible = preview.path("possible").asBoolean();
    if (!session.printedJson(preview)) {
      var lines = new ArrayList<String>();
      preview.path("files").forEach(file -> lines.add(SafeText.line(file.asText())));
      preview
          .path("conflicts")
          .forEach(
              file ->
                  lines.add(
                      session.screen().paint().bad("conflict: " + SafeText.line(file.asText()))));
      lines.add("");
      lines.addAll(DiffText.lines(preview.path("diff").asText(""), session.screen().paint()));
      Pager.print(session.screen(), lines);
      session
          .screen()
          .say(
              possible
                  ? "Nothing was changed. Without --preview it is done."
                  : "It cannot be taken back: later work changed the same places.");
    }
    return possible ? ExitCode.OK : ExitCode.FAILED;
  }
}
