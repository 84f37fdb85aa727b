package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.text.Columns;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Table;
import dev.journeyman.cli.text.Words;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "tasks", description = "List tasks, newest first.")
final class TasksCommand extends ApiCommand {

  private static final int WIDEST_NAME = 16;

  @Option(
      names = "--status",
      paramLabel = "NAMES",
      description = "Only these, such as pending_approval,failed.")
  private String status = "";

  @Option(names = "--repo", paramLabel = "NAME", description = "Only of this repository.")
  private String repository = "";

  @Option(names = "--by", paramLabel = "PERSON", description = "Only those handed in by.")
  private String person = "";

  @Option(names = "--search", paramLabel = "WORDS", description = "Only with these words.")
  private String words = "";

  @Option(names = "--since", paramLabel = "WHEN", description = "Only since then; " + Moments.FORM)
  private String since = "";

  @Option(names = "--before", paramLabel = "WHEN", description = "Only before then.")
  private String before = "";

  @Option(names = "--min-cost", paramLabel = "USD", description = "Only those at least as dear.")
  private String least = "";

  @Option(names = "--max-cost", paramLabel = "USD", description = "Only those at most as dear.")
  private String most = "";

  @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "1 to 200.")
  private int limit = 20;

  @Override
  ExitCode run(Session session) {
    var query =
        Paths.query(
            "status",
            status,
            "repository",
            repository,
            "createdBy",
            person,
            "q",
            words,
            "from",
            Moments.instant(since),
            "to",
            Moments.instant(before),
            "minCostUsd",
            least,
            "maxCostUsd",
            most,
            "limit",
            Integer.toString(limit));
    var page = session.api().get("/tasks" + query);
    if (session.printedJson(page)) {
      return ExitCode.OK;
    }
    if (page.path("tasks").isEmpty()) {
      session.screen().say("No such task. Hand one in: ./journeyman run \"…\"");
      return ExitCode.OK;
    }
    var table = new Table("TASK", "STATUS", "AGE", "COST", "BY", "WHAT");
    var now = Instant.now();
    page.path("tasks").forEach(task -> row(table, new Task(task), now));
    session.print(table);
    long more = page.at("/pagination/total").asLong() - page.path("tasks").size();
    if (more > 0) {
      session.screen().say("and %d more; --limit, --status or --search".formatted(more));
    }
    return ExitCode.OK;
  }

  private static void row(Table table, Task task, Instant now) {
    table.row(
        Line.quiet(SafeText.line(task.id())),
        new Line(Words.tone(task), Words.status(task)),
        Line.plain(Words.ago(task.text("/createdAt"), now)),
        Line.plain(Words.cost(task.json().path("costUsd"))),
        Line.plain(Columns.cut(SafeText.line(task.text("/createdBy")), WIDEST_NAME)),
        Line.plain(SafeText.line(task.title())));
  }
}
