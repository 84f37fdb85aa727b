package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "comment", description = "Comment on the work, or send it back with comments.")
final class CommentCommand extends ApiCommand {

  private static final Pattern PLACE = Pattern.compile("(.+?)(?::(\\d{1,9}))?");

  @Parameters(index = "0", paramLabel = "TASK", description = "The task's id, or latest.")
  private String task = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "WORDS",
      description = "On the whole; - reads them.")
  private String summary = "";

  @Option(
      names = "--on",
      paramLabel = "PATH[:LINE]=WORDS",
      description = "On a file or a line of it; may be given again.")
  private Map<String, String> comments = new LinkedHashMap<>();

  @Option(names = "--request-changes", description = "Send the work back to the agent.")
  private boolean changes;

  @Override
  ExitCode run(Session session) {
    if (summary.isEmpty() && comments.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "Say something: words, or --on PATH:LINE=WORDS.");
    }
    var shown = session.task(task);
    var body = Json.object().put("verdict", changes ? "request_changes" : "comment");
    if (!shown.text("/tree").isEmpty()) {
      body.put("tree", shown.text("/tree"));
    }
    if (!summary.isEmpty()) {
      body.put("summary", Texts.given(session, summary));
    }
    var list = body.putArray("comments");
    comments.forEach((place, words) -> list.add(comment(place, words)));
    session.printMessage(session.api().post("/tasks/" + shown.id() + "/reviews", body).body());
    return ExitCode.OK;
  }

  private static ObjectNode comment(String place, String words) {
    var found = PLACE.matcher(place);
    if (!found.matches()) {
      throw new CommandException(ExitCode.USAGE, "\"%s\" is no PATH or PATH:LINE".formatted(place));
    }
    var comment = Json.object().put("path", found.group(1)).put("text", words);
    return found.group(2) == null
        ? comment
        : comment.put("side", "new").put("line", Integer.parseInt(found.group(2)));
  }
}
