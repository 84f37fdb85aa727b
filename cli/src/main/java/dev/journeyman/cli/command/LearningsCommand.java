package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Tone;
import dev.journeyman.cli.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "learnings",
    description = "List what was learned, newest first.",
    subcommands = {LearningsDisableCommand.class, LearningsEnableCommand.class})
final class LearningsCommand extends ApiCommand {

  @Option(names = "--search", paramLabel = "WORDS", description = "Only with these words.")
  private String words = "";

  @Option(names = "--repo", paramLabel = "NAME", description = "Only of this repository.")
  private String repository = "";

  @Option(
      names = "--successful",
      paramLabel = "true|false",
      description = "Only from tasks that succeeded, or only from others.")
  private String successful = "";

  @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "1 to 500.")
  private int limit = 20;

  @Override
  ExitCode run(Session session) {
    var query =
        Paths.query(
            "q",
            words,
            "repository",
            repository,
            "successful",
            successful,
            "limit",
            Integer.toString(limit));
    var page = session.api().get("/learnings" + query);
    if (!session.printedJson(page)) {
      page.path("learnings").forEach(learning -> session.print(lines(learning)));
      session
          .screen()
          .say("%d of %d".formatted(page.path("returned").asInt(), page.path("total").asLong()));
    }
    return ExitCode.OK;
  }

  private static List<Line> lines(JsonNode learning) {
    var lines = new ArrayList<Line>();
    boolean good = learning.path("success").asBoolean();
    lines.add(
        new Line(good ? Tone.GOOD : Tone.BAD, SafeText.line(learning.path("task").asText(""))));
    lines.add(
        Line.quiet(
            "%s · %s · %s · %s"
                .formatted(
                    SafeText.line(learning.path("id").asText("")),
                    SafeText.line(learning.path("repository").asText("")),
                    Words.ago(learning.path("timestamp").asText(""), Instant.now()),
                    LearningText.helped(learning))));
    var disabled = learning.path("disabled");
    if (disabled.isObject()) {
      lines.add(new Line(Tone.WARNING, LearningText.disabled(disabled)));
    }
    learning.path("patterns").forEach(each -> lines.add(bullet(each)));
    learning.path("improvements").forEach(each -> lines.add(bullet(each)));
    lines.add(Line.plain(""));
    return lines;
  }

  private static Line bullet(JsonNode text) {
    return Line.plain("  - " + SafeText.line(text.asText()));
  }
}
