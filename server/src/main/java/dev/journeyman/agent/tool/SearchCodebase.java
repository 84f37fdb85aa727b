package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.ToolDefinition;
import dev.journeyman.sandbox.GitAccess;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.workspace.TreePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Searches files with git's own grep in the task's sandbox: it is always there, fast, knows
/// `.gitignore` and leaves out binary files.
public record SearchCodebase() implements Tool {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int KEPT_BYTES = 1024 * 1024;
  private static final ToolDefinition DEFINITION =
      new ToolDefinition(
          "search_codebase",
          """
          Searches the text files of the work tree, without what .gitignore names, for a regular \
          expression (Perl's). mode content (the default) shows matching lines with numbers, files \
          the names of files that match, count how often. Narrow it with path (a directory or file) \
          and glob (such as **/*.java or *.py). Leave pattern out to find files by glob alone.""",
          """
          {"type":"object","properties":{
          "pattern":{"type":"string"},
          "path":{"type":"string"},
          "glob":{"type":"string"},
          "mode":{"type":"string","enum":["content","files","count"]},
          "case_insensitive":{"type":"boolean"},
          "max_results":{"type":"integer","minimum":1,"maximum":500}},
          "additionalProperties":false}""");

  @Override
  public ToolDefinition definition() {
    return DEFINITION;
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public ToolResult run(JsonNode input, ToolContext context) {
    return Guard.run(input, checked -> search(checked, context));
  }

  private static ToolResult search(Input input, ToolContext context) {
    var path = TreePath.parse(input.optionalText("path").orElse("."));
    if (context.files().find(path).isEmpty()) {
      return ToolResult.error(Nearby.missing(path, context.files()));
    }
    var arguments = arguments(input, path, context.shell().git());
    var command =
        SandboxCommand.of(arguments, context)
            .with(
                Limits.standard()
                    .withTimeout(context.deadline().atMost(LONGEST).plusMillis(1))
                    .withKeptOutput(KEPT_BYTES));
    var outcome = context.shell().sandbox().run(command, OutputListener.SILENT);
    return answer(outcome, input, context);
  }

  private static List<String> arguments(Input input, TreePath path, GitAccess git) {
    var pattern = input.optionalText("pattern").filter(text -> !text.isEmpty());
    if (pattern.isEmpty() && input.optionalText("glob").isEmpty()) {
      throw new ToolFailure("Give a `pattern`, or a `glob` to find files by name.");
    }
    var arguments = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
    if (pattern.isPresent()) {
      arguments.addAll(grep(input, git));
      arguments.addAll(List.of("-e", pattern.get()));
    } else {
      requireGit(git);
      arguments.addAll(List.of("ls-files", "--cached", "--others", "--exclude-standard"));
    }
    arguments.add("--");
    arguments.add(pathspec(path, input));
    if (arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
      throw new ToolFailure("A pattern or glob cannot hold a NUL character.");
    }
    return arguments;
  }

  private static void requireGit(GitAccess git) {
    if (git instanceof GitAccess.None) {
      throw new ToolFailure("Files can be found by glob only where there is git. Give a pattern.");
    }
  }

  private static List<String> grep(Input input, GitAccess git) {
    var options = new ArrayList<>(List.of("grep", "-I", "-P", "--no-color", "--full-name"));
    options.addAll(
        git instanceof GitAccess.None
            ? List.of("--no-index", "--exclude-standard")
            : List.of("--untracked", "--exclude-standard"));
    options.addAll(
        switch (input.optionalText("mode").orElse("content")) {
          case "content" -> List.of("-n");
          case "files" -> List.of("-l");
          case "count" -> List.of("-c");
          case String other ->
              throw new ToolFailure(
                  "Unknown mode `%s`: use content, files or count.".formatted(other));
        });
    if (input.flag("case_insensitive")) {
      options.add("-i");
    }
    return options;
  }

  /// Both a directory and a glob are one pattern: as two they would be joined by "or".
  private static String pathspec(TreePath path, Input input) {
    var glob = input.optionalText("glob").filter(text -> !text.isBlank());
    if (glob.isEmpty()) {
      return path.isRoot() ? "." : ":(literal)" + path;
    }
    var anywhere = glob.get().contains("/") ? glob.get() : "**/" + glob.get();
    var stem = anywhere.startsWith("/") ? anywhere.substring(1) : anywhere;
    return ":(glob)" + (path.isRoot() ? "" : literal(path) + "/") + stem;
  }

  private static String literal(TreePath path) {
    return path.toString().replaceAll("[*?\\[\\]\\\\]", "\\\\$0");
  }

  private static ToolResult answer(Outcome outcome, Input input, ToolContext context) {
    return switch (outcome) {
      case Outcome.Exited(int code, _, _) when code > 1 ->
          ToolResult.error(
              "The search failed: %s. Check the pattern."
                  .formatted(Cut.of(outcome.written().text().strip(), 1000).text()));
      case Outcome.Exited _ ->
          Matches.of(PlainText.of(outcome.written().text()), input, context.redaction());
      case Outcome.TimedOut _ ->
          ToolResult.error("The search took too long. Narrow it with path or glob.");
      case Outcome.Unavailable(String reason) ->
          ToolResult.error("The sandbox could not search: " + reason);
      case Outcome.OutOfMemory _, Outcome.DiskQuotaExceeded _, Outcome.Cancelled _ ->
          ToolResult.error("The search was stopped before it ended. Narrow it with path or glob.");
    };
  }
}
