package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.ToolDefinition;
import dev.journeyman.workspace.TreeFileException;
import dev.journeyman.workspace.TreeFileException.Reason;
import dev.journeyman.workspace.TreePath;
import dev.journeyman.workspace.WorkTreeFiles.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Shows a file with line numbers, or what a directory holds.
///
/// @param mostBytes a larger file is refused
public record ReadFile(long mostBytes) implements Tool {

  private static final int MOST_LINES = 2000;
  private static final int MOST_CHARACTERS = 50_000;
  private static final ToolDefinition DEFINITION =
      new ToolDefinition(
          "read_file",
          """
          Shows a text file with line numbers, or lists a directory (two levels). Shows up to 2000 \
          lines or 50 KB at a time; use view_range to go on or to see a part. Read a file before \
          you change it.""",
          """
          {"type":"object","properties":{
          "path":{"type":"string","description":"Relative to /workspace, or below it"},
          "view_range":{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":2,
          "description":"First and last line, from 1; -1 as last means the end"}},
          "required":["path"],"additionalProperties":false}""");

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
    return Guard.run(input, checked -> read(checked, context));
  }

  private ToolResult read(Input input, ToolContext context) {
    var asked = input.text("path");
    var kept = context.texts().find(asked);
    if (kept.isPresent()) {
      return show(asked, keptText(kept.get()), input);
    }
    var path = TreePath.parse(asked);
    var entry = context.files().find(path);
    if (entry.isEmpty()) {
      return ToolResult.error(Nearby.missing(path, context.files()));
    }
    if (entry.get().kind() == Kind.DIRECTORY) {
      return ToolResult.ok(Listing.of(path, context.files()));
    }
    return file(path, context, input);
  }

  private ToolResult file(TreePath path, ToolContext context, Input input) {
    byte[] content = context.files().read(path, mostBytes);
    var text = FileText.decode(path, content);
    context.versions().saw(path, content);
    return show(path.toString(), text.content(), input);
  }

  private String keptText(Path file) {
    try {
      if (Files.size(file) > mostBytes) {
        throw new TreeFileException(
            Reason.TOO_LARGE, "`%s` is too large to show; use sed or grep on it.".formatted(file));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  private static ToolResult show(String path, String content, Input input) {
    var lines = Lines.of(content);
    if (lines.isEmpty()) {
      return ToolResult.ok("`%s` is an empty file.".formatted(path));
    }
    var range = LineRange.of(input, lines.size());
    int most = range.given() ? Integer.MAX_VALUE : MOST_LINES;
    int last = Math.min(range.last(), Lines.fitting(lines, range.first(), most, MOST_CHARACTERS));
    var shown = Lines.numbered(lines, range.first(), last);
    return ToolResult.ok(shown + rest(lines, last, range.last()));
  }

  private static String rest(List<String> lines, int shown, int wanted) {
    return shown >= wanted
        ? ""
        : "(Lines up to %d of %d are shown. Go on with view_range [%d, %d].)"
            .formatted(shown, lines.size(), shown + 1, Math.min(wanted, shown + MOST_LINES));
  }
}
