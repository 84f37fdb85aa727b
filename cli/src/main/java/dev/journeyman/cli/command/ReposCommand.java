package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Table;
import picocli.CommandLine.Command;

@Command(
    name = "repos",
    description = "List the registered repositories.",
    subcommands = {
      ReposAddCommand.class,
      ReposShowCommand.class,
      ReposSetCommand.class,
      ReposCheckCommand.class,
      ReposRemoveCommand.class
    })
final class ReposCommand extends ApiCommand {

  @Override
  ExitCode run(Session session) {
    var answer = session.api().get("/repositories");
    if (session.printedJson(answer)) {
      return ExitCode.OK;
    }
    if (answer.path("repositories").isEmpty()) {
      session.screen().say("None yet. Register one: ./journeyman repos add PATH-OR-URL");
      return ExitCode.OK;
    }
    var table = new Table("NAME", "BRANCH", "LOCATION");
    answer
        .path("repositories")
        .forEach(
            each ->
                table.row(
                    Line.plain(SafeText.line(each.path("name").asText(""))),
                    Line.plain(SafeText.line(each.path("targetBranch").asText(""))),
                    Line.quiet(SafeText.line(each.path("location").asText("")))));
    session.print(table);
    return ExitCode.OK;
  }
}
