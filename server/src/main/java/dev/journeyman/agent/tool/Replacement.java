package dev.journeyman.agent.tool;

import dev.journeyman.workspace.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One stretch of a file put in place of another: exactly, or else by one [LooseMatch] that is
/// told to the model.
final class Replacement {

  private static final int SHOWN = 300;

  /// Where a match stands.
  record Stretch(int start, int end) {}

  private Replacement() {}

  static WriteFile.Edit of(TreePath path, FileText text, Input input) {
    var old = input.text("old_str");
    var fresh = input.optionalText("new_str").orElse("");
    if (old.isEmpty()) {
      throw new ToolFailure("`old_str` is empty. To add text use insert; for a new file, create.");
    }
    if (old.equals(fresh)) {
      throw new ToolFailure(
          "No replacement was performed, old_str `%s` is the same as new_str."
              .formatted(shortened(old)));
    }
    var exact = exact(text, old, fresh, input.flag("replace_all"));
    return exact.stretches().isEmpty()
        ? loosely(path, text.content(), old, fresh, text.lineEnd())
        : apply(path, text.content(), old, exact, input.flag("replace_all"));
  }

  /// What stands in the file, and what comes instead.
  private record Found(List<Stretch> stretches, String fresh) {}

  private static Found exact(FileText text, String old, String fresh, boolean all) {
    var asGiven = find(text.content(), old);
    if (!asGiven.isEmpty() && (all || text.lineEnd().equals("\n") || old.contains("\r"))) {
      return new Found(asGiven, fresh);
    }
    // Models write LF whatever the file has: what they write takes the file's own line end.
    var end = text.lineEnd();
    var adapted = find(text.content(), Eol.with(end, old));
    return adapted.isEmpty() ? new Found(asGiven, fresh) : new Found(adapted, Eol.with(end, fresh));
  }

  private static WriteFile.Edit apply(
      TreePath path, String content, String old, Found found, boolean all) {
    if (found.stretches().size() > 1 && !all) {
      throw new ToolFailure(
          "No replacement was performed. Multiple occurrences of old_str `%s` in %s, lines %s. Add lines around it to make it unique, or set replace_all."
              .formatted(shortened(old), path, lineNumbers(content, found.stretches())));
    }
    int count = found.stretches().size();
    var remark = count == 1 ? "" : count + " occurrences were replaced.";
    return put(content, found.stretches(), found.fresh(), remark);
  }

  private static WriteFile.Edit loosely(
      TreePath path, String content, String old, String fresh, String end) {
    var matches = LooseMatch.find(content, old);
    if (matches.size() != 1) {
      throw new ToolFailure(
          "No replacement was performed, old_str `%s` did not appear verbatim in %s.%s"
              .formatted(shortened(old), path, Closest.region(content, old)));
    }
    var match = matches.getFirst();
    var shifted = Eol.with(end, match.shifted(fresh));
    return put(content, List.of(match.stretch()), match.ended(shifted, content, end), match.why());
  }

  private static WriteFile.Edit put(
      String content, List<Stretch> stretches, String fresh, String remark) {
    var changed = new StringBuilder();
    int from = 0;
    for (var stretch : stretches) {
      changed.append(content, from, stretch.start()).append(fresh);
      from = stretch.end();
    }
    changed.append(content.substring(from));
    int first = lineAt(content, stretches.getFirst().start());
    int last = first + Math.max(0, Lines.of(fresh).size() - 1);
    return new WriteFile.Edit(changed.toString(), first, last, remark);
  }

  static List<Stretch> find(String content, String part) {
    var found = new ArrayList<Stretch>();
    int at = content.indexOf(part);
    while (at >= 0) {
      found.add(new Stretch(at, at + part.length()));
      at = content.indexOf(part, at + part.length());
    }
    return found;
  }

  private static String lineNumbers(String content, List<Stretch> stretches) {
    return stretches.stream()
        .limit(20)
        .map(stretch -> Integer.toString(lineAt(content, stretch.start())))
        .collect(Collectors.joining(", ", "[", stretches.size() > 20 ? ", …]" : "]"));
  }

  static int lineAt(String content, int offset) {
    int line = 1;
    int next = Eol.nextLine(content, 0);
    while (next <= offset && next < content.length()) {
      line++;
      next = Eol.nextLine(content, next);
    }
    return line;
  }

  static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
