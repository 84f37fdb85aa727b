package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Table;
import dev.journeyman.cli.text.Words;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "stats", description = "Show how tasks went, by day and repository.")
final class StatsCommand extends ApiCommand {

  @Option(names = "--days", paramLabel = "N", defaultValue = "30", description = "1 to 366.")
  private int days = 30;

  @Option(names = "--repo", paramLabel = "NAME", description = "Only of this repository.")
  private String repository = "";

  enum Part {
    DAY,
    REPOSITORY,
    PERSON
  }

  @Option(
      names = "--by",
      paramLabel = "PART",
      description = "day, repository or person (default: day).")
  private Part part = Part.DAY;

  @Override
  ExitCode run(Session session) {
    var stats =
        session
            .api()
            .get("/stats" + Paths.query("days", Integer.toString(days), "repository", repository));
    if (session.printedJson(stats)) {
      return ExitCode.OK;
    }
    var table =
        new Table(
            part.name(),
            "TASKS",
            "SUCCESS",
            "TIME",
            "APPROVED",
            "ROLLED BACK",
            "RECOVERED",
            "LEARNINGS",
            "COST",
            part == Part.DAY ? "REPOSITORY" : "");
    switch (part) {
      case DAY -> stats.path("days").forEach(day -> row(table, day.path("day").asText(""), day));
      case REPOSITORY -> shares(table, stats.path("repositories"), "repository");
      case PERSON -> shares(table, stats.path("people"), "person");
    }
    row(table, "all", stats.path("totals"));
    session.print(table);
    return ExitCode.OK;
  }

  private static void shares(Table table, JsonNode rows, String name) {
    rows.forEach(each -> row(table, SafeText.line(each.path(name).asText("")), each));
  }

  private static void row(Table table, String day, JsonNode metrics) {
    var seconds = metrics.path("meanExecutionSeconds");
    table.row(
        Line.plain(day),
        Line.plain(Long.toString(metrics.path("tasks").asLong())),
        Line.plain(Words.percent(metrics.path("successRate"))),
        Line.plain(
            seconds.isNumber()
                ? Words.duration(Duration.ofMillis(Math.round(seconds.asDouble() * 1000)))
                : "–"),
        Line.plain(Words.percent(metrics.path("approvalRate"))),
        Line.plain(Words.percent(metrics.path("rollbackRate"))),
        Line.plain(Words.percent(metrics.path("recoveryRate"))),
        Line.plain(Long.toString(metrics.path("learnings").asLong())),
        Line.plain(Words.cost(metrics.path("costUsd"))),
        // What a row is of stands at its beginning already.
        Line.plain(metrics.has("day") ? SafeText.line(metrics.path("repository").asText("")) : ""));
  }
}
