package dev.journeyman.agent.tool;

import dev.journeyman.workspace.TreeFileException;
import dev.journeyman.workspace.TreePath;
import dev.journeyman.workspace.WorkTreeFiles;
import dev.journeyman.workspace.WorkTreeFiles.Entry;
import dev.journeyman.workspace.WorkTreeFiles.Kind;
import java.util.ArrayList;
import java.util.List;

/// What a directory holds, two levels deep, bounded.
final class Listing {

  private static final int MOST_ENTRIES = 500;
  private static final List<String> CLOSED = List.of("node_modules", "target", ".venv");

  private Listing() {}

  static String of(TreePath path, WorkTreeFiles files) {
    var lines = new ArrayList<String>();
    for (var entry : files.list(path, MOST_ENTRIES)) {
      lines.add(line(path, entry));
      if (entry.kind() == Kind.DIRECTORY && !CLOSED.contains(entry.name())) {
        inner(path.child(entry.name()), files, lines);
      }
    }
    var more = lines.size() > MOST_ENTRIES ? "\n(There is more; list a directory below.)" : "";
    return "Files and directories up to 2 levels deep in `%s`:\n%s%s"
        .formatted(path, String.join("\n", lines.stream().limit(MOST_ENTRIES).toList()), more);
  }

  private static void inner(TreePath path, WorkTreeFiles files, List<String> lines) {
    if (lines.size() > MOST_ENTRIES) {
      return;
    }
    try {
      files.list(path, MOST_ENTRIES).forEach(entry -> lines.add(line(path, entry)));
    } catch (TreeFileException _) {
      lines.add(path + "/ (cannot be read)");
    }
  }

  private static String line(TreePath parent, Entry entry) {
    var path = parent.child(entry.name()).toString();
    return switch (entry.kind()) {
      case FILE -> "%s\t%,d bytes".formatted(path, entry.bytes());
      case DIRECTORY -> path + "/";
      case LINK -> path + " (link)";
      case OTHER -> path + " (neither file nor directory)";
    };
  }
}
