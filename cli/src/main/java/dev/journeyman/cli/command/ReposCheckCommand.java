package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.EvidenceText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = "Try setup and checks on the target branch. Ends with 1 unless they hold.")
final class ReposCheckCommand extends ApiCommand {

  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Override
  ExitCode run(Session session) {
    var answer = session.api().runAndWait("/repositories/" + Paths.segment(name) + "/check");
    if (!session.printedJson(answer)) {
      session.print(EvidenceText.lines(answer));
    }
    return answer.path("outcome").asText("").equals("VERIFIED") ? ExitCode.OK : ExitCode.FAILED;
  }
}
