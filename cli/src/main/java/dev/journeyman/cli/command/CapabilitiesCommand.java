package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Table;
import dev.journeyman.cli.text.Tone;
import picocli.CommandLine.Command;

@Command(name = "capabilities", description = "Say what this service can do as it is configured.")
final class CapabilitiesCommand extends ApiCommand {

  @Override
  ExitCode run(Session session) {
    var answer = session.api().get("/capabilities");
    if (session.printedJson(answer)) {
      return ExitCode.OK;
    }
    var table = new Table("ABILITY", "THERE", "WHY NOT");
    answer
        .path("actionStatus")
        .properties()
        .forEach(
            each ->
                row(
                    table,
                    each.getKey(),
                    each.getValue().path("available").asBoolean(),
                    each.getValue().path("reason").asText("")));
    answer
        .path("features")
        .properties()
        .forEach(each -> row(table, each.getKey(), each.getValue().asBoolean(), ""));
    answer
        .path("integrations")
        .properties()
        .forEach(each -> row(table, each.getKey(), each.getValue().asBoolean(), ""));
    session.print(table);
    return ExitCode.OK;
  }

  private static void row(Table table, String name, boolean there, String reason) {
    table.row(
        Line.plain(SafeText.line(name)),
        new Line(there ? Tone.GOOD : Tone.QUIET, there ? "yes" : "no"),
        Line.quiet(reason.equals("null") ? "" : SafeText.line(reason)));
  }
}
