package dev.journeyman.workspace;

import dev.journeyman.workspace.FileChange.Status;
import dev.journeyman.workspace.WorkspaceException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Computes differences of trees with git, within limits.
record DiffReader(Objects objects, DiffLimits limits) {

  Diff read(Treeish base, Treeish head) {
    var changes = new ArrayList<FileChange>();
    boolean cut = list(base, head, changes);
    cut |= !count(base, head, changes);
    cut |= patch(base, head, changes);
    return new Diff(
        changes,
        changes.stream().mapToInt(FileChange::additions).sum(),
        changes.stream().mapToInt(FileChange::deletions).sum(),
        cut);
  }

  /// Lists what changed; says whether some of it was left out.
  private boolean list(Treeish base, Treeish head, List<FileChange> changes) {
    var result = run(base, head, "--raw");
    if (result.isEmpty()) {
      return true;
    }
    var fields = result.get().names().iterator();
    while (fields.hasNext() && changes.size() < limits.files()) {
      var entry = fields.next().split(" ");
      var oldPath = fields.next();
      var path = entry[4].startsWith("R") ? fields.next() : oldPath;
      changes.add(
          new FileChange(
              status(entry),
              path,
              oldPath,
              entry[0].substring(1),
              entry[1],
              false,
              0,
              0,
              "",
              false));
    }
    return result.get().cut() || fields.hasNext();
  }

  private static Status status(String[] entry) {
    return switch (entry[4].charAt(0)) {
      case 'A' -> Status.ADDED;
      case 'D' -> Status.DELETED;
      case 'R' -> Status.RENAMED;
      case 'T' -> Status.TYPE_CHANGED;
      default -> entry[2].equals(entry[3]) ? Status.MODE_CHANGED : Status.MODIFIED;
    };
  }

  /// Adds the numbers of lines; says whether there was time for it.
  private boolean count(Treeish base, Treeish head, List<FileChange> changes) {
    var result = run(base, head, "--numstat");
    if (result.isEmpty()) {
      return false;
    }
    var fields = result.get().names().iterator();
    for (int i = 0; i < changes.size() && fields.hasNext(); i++) {
      var numbers = fields.next().split("\t", 3);
      boolean binary = numbers[0].equals("-");
      int added = binary ? 0 : Integer.parseInt(numbers[0]);
      int deleted = binary ? 0 : Integer.parseInt(numbers[1]);
      changes.set(i, changes.get(i).counted(binary, added, deleted));
      if (numbers[2].isEmpty()) {
        // A rename is followed by both its names.
        fields.next();
        fields.next();
      }
    }
    return true;
  }

  /// Adds the patches; says whether some of them were left out.
  private boolean patch(Treeish base, Treeish head, List<FileChange> changes) {
    var result = run(base, head, "--patch");
    var patches = new Patches(result.map(r -> Objects.text(r.output())).orElse(""), limits);
    boolean cut = result.isEmpty() || result.get().cut();
    for (int i = 0; i < changes.size(); i++) {
      var change = changes.get(i);
      var part = patches.next(change.status() == Status.TYPE_CHANGED ? 2 : 1);
      boolean shortened = part.cut() || (cut && !patches.hasNext());
      changes.set(i, change.patched(part.text(), shortened));
      cut |= part.cut();
    }
    return cut;
  }

  private Optional<BoundedProcess.Result> run(Treeish base, Treeish head, String form) {
    try {
      var result =
          objects
              .withoutAttributes(base)
              .within(limits.time())
              .keeping(limits.patchBytes())
              .run(
                  "diff-tree",
                  "-r",
                  form,
                  // In a patch, names stay quoted: a line feed in one could forge a header.
                  form.equals("--patch") ? "--patch" : "-z",
                  "-M",
                  "-l400",
                  "--full-index",
                  "--no-abbrev",
                  "--no-ext-diff",
                  "--no-textconv",
                  "--no-color",
                  "--no-relative",
                  "--src-prefix=a/",
                  "--dst-prefix=b/",
                  "--submodule=short",
                  base.value(),
                  head.value());
      if (!result.cut() && result.code() != 0) {
        throw new WorkspaceException(
            Problem.BROKEN,
            "Could not compare %s and %s: %s"
                .formatted(base.value(), head.value(), Git.lastLines(result.error())),
            "See the log.");
      }
      return Optional.of(result);
    } catch (WorkspaceException e) {
      if (e.problem() == Problem.TIMED_OUT) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
