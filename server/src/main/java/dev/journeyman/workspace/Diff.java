package dev.journeyman.workspace;

import java.util.List;
import java.util.function.Predicate;

/// What differs between two trees.
///
/// @param files sorted as git sorts them
/// @param additions lines added, over all files
/// @param deletions lines taken away, over all files
/// @param truncated whether something is left out because of its size; `files` may then lack
///     entries, and patches
public record Diff(List<FileChange> files, int additions, int deletions, boolean truncated) {

  public Diff {
    files = List.copyOf(files);
  }

  /// The same with only some of the files.
  public Diff only(Predicate<FileChange> wanted) {
    var kept = files.stream().filter(wanted).toList();
    return new Diff(
        kept,
        kept.stream().mapToInt(FileChange::additions).sum(),
        kept.stream().mapToInt(FileChange::deletions).sum(),
        truncated);
  }

  public boolean isEmpty() {
    return files.isEmpty() && !truncated;
  }

  /// All patches as one unified diff.
  public String text() {
    var text = new StringBuilder();
    files.forEach(file -> text.append(file.patch()));
    if (truncated) {
      text.append("# The rest is left out: it is larger than the limit.\n");
    }
    return text.toString();
  }
}
