package dev.journeyman.agent.tool;

import dev.journeyman.workspace.TreeFileException;
import dev.journeyman.workspace.TreePath;
import dev.journeyman.workspace.WorkTreeFiles;
import dev.journeyman.workspace.WorkTreeFiles.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Which path the model may have meant.
final class Nearby {

  private static final int MOST_LISTED = 2000;

  private Nearby() {}

  /// Says that a path is missing, and names up to three that are like it.
  static String missing(TreePath path, WorkTreeFiles files) {
    var parent = existingParent(path, files);
    var wanted = path.elements().get(parent.elements().size());
    var close = close(parent, wanted, files);
    return "The path `%s` does not exist. %s"
        .formatted(path, close.isEmpty() ? present(parent) : meant(close));
  }

  private static String present(TreePath parent) {
    return "`%s` is there: list it with read_file, or look for the name with search_codebase."
        .formatted(parent);
  }

  private static String meant(List<String> close) {
    return "Did you mean `%s`?".formatted(String.join("`, `", close));
  }

  private static TreePath existingParent(TreePath path, WorkTreeFiles files) {
    var parent = path.parent();
    while (!parent.isRoot()
        && files.find(parent).filter(entry -> entry.kind() == Kind.DIRECTORY).isEmpty()) {
      parent = parent.parent();
    }
    return parent;
  }

  private static List<String> close(TreePath parent, String wanted, WorkTreeFiles files) {
    try {
      return files.list(parent, MOST_LISTED).stream()
          .map(WorkTreeFiles.Entry::name)
          .filter(name -> distance(name, wanted) <= Math.max(1, wanted.length() / 3))
          .sorted(Comparator.comparingInt(name -> distance(name, wanted)))
          .limit(3)
          .map(name -> parent.child(name).toString())
          .toList();
    } catch (TreeFileException _) {
      return List.of();
    }
  }

  /// How many letters must be changed, added or taken away; case counts for nothing.
  static int distance(String first, String second) {
    var a = first.toLowerCase(Locale.ROOT);
    var b = second.toLowerCase(Locale.ROOT);
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
