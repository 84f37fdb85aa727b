package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.tool.FileVersions.Knowledge;
import dev.journeyman.model.ToolDefinition;
import dev.journeyman.workspace.TreePath;
import dev.journeyman.workspace.WorkTreeFiles.Kind;

/// Creates a file, replaces an exact stretch of one, or inserts lines. What is not touched stays
/// byte for byte as it was.
///
/// @param mostBytes a larger file is neither changed nor made
public record WriteFile(long mostBytes) implements Tool {

  private static final ToolDefinition DEFINITION =
      new ToolDefinition(
          "write_file",
          """
          Changes a text file. command `str_replace` replaces old_str, which must match the file \
          exactly, white space included, and occur once (or set replace_all); leave new_str out to \
          delete. `insert` puts insert_text after line insert_line (0 is the top). `create` \
          writes a new file with file_text, and its directories; it replaces an existing file only \
          if you have read it or set overwrite. Prefer str_replace for existing files.""",
          """
          {"type":"object","properties":{
          "command":{"type":"string","enum":["create","str_replace","insert"]},
          "path":{"type":"string","description":"Relative to /workspace, or below it"},
          "file_text":{"type":"string"},
          "old_str":{"type":"string"},
          "new_str":{"type":"string"},
          "insert_line":{"type":"integer","minimum":0},
          "insert_text":{"type":"string"},
          "replace_all":{"type":"boolean"},
          "overwrite":{"type":"boolean"}},
          "required":["command","path"],"additionalProperties":false}""");

  @Override
  public ToolDefinition definition() {
    return DEFINITION;
  }

  @Override
  public boolean readOnly() {
    return false;
  }

  @Override
  public ToolResult run(JsonNode input, ToolContext context) {
    return Guard.run(input, checked -> write(checked, context));
  }

  private ToolResult write(Input input, ToolContext context) {
    var path = TreePath.parse(input.text("path"));
    return switch (input.text("command")) {
      case "create" -> create(path, input, context);
      case "str_replace" -> edit(path, context, text -> Replacement.of(path, text, input));
      case "insert" -> edit(path, context, text -> Insertion.of(text, input));
      case String other ->
          throw new ToolFailure(
              "Unknown command `%s`: use create, str_replace or insert.".formatted(other));
    };
  }

  /// What became of a text.
  ///
  /// @param first the first changed line, from 1
  /// @param last the last changed line
  /// @param remark what the model should know, or nothing
  record Edit(String changed, int first, int last, String remark) {}

  interface Editing {
    Edit of(FileText text);
  }

  private ToolResult create(TreePath path, Input input, ToolContext context) {
    byte[] content = sized(path, new FileText(false, input.text("file_text")));
    var existing = context.files().find(path);
    if (existing.isPresent() && existing.get().kind() == Kind.FILE && !input.flag("overwrite")) {
      requireKnown(path, context);
    }
    context.files().write(path, content);
    context.versions().saw(path, content);
    return ToolResult.ok(
        "File %s at: %s (%,d bytes)"
            .formatted(existing.isPresent() ? "replaced" : "created", path, content.length));
  }

  private void requireKnown(TreePath path, ToolContext context) {
    switch (context.versions().of(path, context.files().read(path, mostBytes))) {
      case CURRENT -> {}
      case STALE -> throw stale(path);
      case NEVER_SEEN ->
          throw new ToolFailure(
              "File already exists at: %s. Read it first, edit it with str_replace, or set overwrite to true."
                  .formatted(path));
    }
  }

  private ToolResult edit(TreePath path, ToolContext context, Editing editing) {
    if (context.files().find(path).isEmpty()) {
      return ToolResult.error(Nearby.missing(path, context.files()) + " To make it, use create.");
    }
    byte[] before = context.files().read(path, mostBytes);
    if (context.versions().of(path, before) == Knowledge.STALE) {
      throw stale(path);
    }
    var text = FileText.decode(path, before);
    var edit = editing.of(text);
    byte[] after = sized(path, text.with(edit.changed()));
    context.files().write(path, after);
    context.versions().saw(path, after);
    return ToolResult.ok(edited(path, edit));
  }

  private static String edited(TreePath path, Edit edit) {
    return "The file %s has been edited.%s Here is the changed part:\n%s"
        .formatted(
            path,
            edit.remark().isEmpty() ? "" : " " + edit.remark(),
            Lines.snippet(Lines.of(edit.changed()), edit.first(), edit.last()));
  }

  private byte[] sized(TreePath path, FileText text) {
    byte[] bytes = text.bytes();
    if (bytes.length > mostBytes) {
      throw new ToolFailure(
          "`%s` would have %,d bytes; at most %,d are allowed. Nothing was written. Split it up."
              .formatted(path, bytes.length, mostBytes));
    }
    return bytes;
  }

  private static ToolFailure stale(TreePath path) {
    return new ToolFailure(
        "`%s` has changed since you last read it, so nothing was written. Read it again, then repeat your edit."
            .formatted(path));
  }
}
