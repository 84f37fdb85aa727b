package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Tone;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "verify",
    description = "Prove that no entry was changed or taken out. Ends with 1 if one was.")
final class AuditVerifyCommand extends ApiCommand {

  @Override
  ExitCode run(Session session) {
    var proof = session.api().get("/audit/verify");
    boolean holds = proof.path("valid").asBoolean();
    if (!session.printedJson(proof)) {
      var broken = SafeText.line(proof.path("firstBroken").asText(""));
      session.print(
          List.of(
              holds
                  ? new Line(Tone.GOOD, "The chain holds.")
                  : new Line(Tone.BAD, "The chain is broken at entry " + broken + ".")));
    }
    return holds ? ExitCode.OK : ExitCode.FAILED;
  }
}
