package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.DiffText;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Tone;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = "Show what a task changed. What a terminal would obey is written out.")
final class DiffCommand extends ApiCommand {

  @Parameters(paramLabel = "TASK", description = "The task's id, or latest.")
  private String task = "";

  @Option(names = "--stat", description = "Only the files and how much of each.")
  private boolean stat;

  @Option(names = "--raw", description = "The exact patch, for git apply; not for a terminal.")
  private boolean raw;

  @Override
  ExitCode run(Session session) {
    var path = "/tasks/" + session.id(task) + "/diff";
    if (raw) {
      session.screen().out().print(session.api().text(path));
      return ExitCode.OK;
    }
    var diff = session.api().get(path + "?format=json");
    if (!session.printedJson(diff)) {
      var lines = new ArrayList<String>();
      diff.path("files")
          .forEach(file -> lines.addAll(stat ? head(session, file) : whole(session, file)));
      Pager.print(session.screen(), lines);
    }
    return ExitCode.OK;
  }

  private static List<String> whole(Session session, JsonNode file) {
    var lines = new ArrayList<>(head(session, file));
    if (file.path("patch").isTextual()) {
      lines.addAll(DiffText.lines(file.path("patch").asText(), session.screen().paint()));
    } else {
      lines.add(file.path("binary").asBoolean() ? "(binary)" : "(too large to show; --raw has it)");
    }
    lines.add("");
    return lines;
  }

  private static List<String> head(Session session, JsonNode file) {
    var paint = session.screen().paint();
    var lines = new ArrayList<String>();
    lines.add(
        "%s %s  %s %s"
            .formatted(
                file.path("status").asText(""),
                paint.strong(SafeText.line(file.path("path").asText(""))),
                paint.good("+" + file.path("additions").asInt()),
                paint.bad("-" + file.path("deletions").asInt())));
    if (file.path("runsCodeLater").asBoolean()) {
      lines.add(paint.paint(Tone.WARNING, "! This file runs code later: CI, hooks, builds."));
    }
    if (file.path("hiddenCharacters").asBoolean()) {
      lines.add(paint.paint(Tone.WARNING, "! It has hidden characters, written out below."));
    }
    return lines;
  }
}
