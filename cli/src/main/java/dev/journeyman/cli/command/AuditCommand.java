package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Table;
import dev.journeyman.cli.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description = "List who decided and did what, newest first.",
    subcommands = {AuditExportCommand.class, AuditVerifyCommand.class})
final class AuditCommand extends ApiCommand {

  @Mixin private final AuditFilter filter = new AuditFilter();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "1 to 500.")
  private int limit = 20;

  @Override
  ExitCode run(Session session) {
    var page = session.api().get("/audit" + filter.query("limit", Integer.toString(limit)));
    if (session.printedJson(page)) {
      return ExitCode.OK;
    }
    if (page.path("entries").isEmpty()) {
      session.screen().say("No such entry.");
      return ExitCode.OK;
    }
    var table = new Table("ENTRY", "WHEN", "WHO", "ACTION", "SUBJECT AND DETAIL");
    page.path("entries").forEach(entry -> row(table, entry));
    session.print(table);
    if (page.path("nextCursor").isTextual()) {
      session.screen().say("and older ones; --limit, or audit export for all of them");
    }
    return ExitCode.OK;
  }

  private static void row(Table table, JsonNode entry) {
    var detail = entry.path("detail");
    var said = detail.path("reason").asText("");
    table.row(
        Line.quiet(SafeText.line(entry.path("id").asText(""))),
        Line.plain(Words.date(entry.path("at").asText(""))),
        Line.plain(SafeText.line(entry.path("actor").asText(""))),
        Line.plain(SafeText.line(entry.path("action").asText(""))),
        Line.plain(
            SafeText.line(entry.path("subject").asText("") + (said.isEmpty() ? "" : ": " + said))));
  }
}
