package dev.journeyman.pipeline;

import dev.journeyman.task.Task;
import java.util.List;
import java.util.Optional;

/// Shows what a task changed, as git has it.
public interface TaskChanges {

  /// One changed file.
  ///
  /// @param status `added`, `modified`, `deleted`, `renamed`, `copied` or `type_changed`
  /// @param kind `file`, `executable`, `symlink` or `submodule`: what it is now, or was
  /// @param runsCodeLater CI files, hooks, build scripts, lock files
  /// @param patch empty for a binary file or one over the limit
  record FileChange(
      String path,
      Optional<String> oldPath,
      String status,
      String kind,
      int additions,
      int deletions,
      boolean binary,
      boolean runsCodeLater,
      boolean hiddenCharacters,
      Optional<String> patch) {}

  /// What a task's tree changes.
  ///
  /// @param tree the id that an approval names
  /// @param base the commit it is compared with
  record Diff(String tree, String base, String unified, List<FileChange> files) {}

  /// What a rollback would do.
  ///
  /// @param conflicts files that later work has changed too
  record Preview(List<String> files, List<String> conflicts, String diff) {}

  /// Empty while there is nothing to show.
  Optional<Diff> diff(Task task);

  /// What has changed since an earlier tree of the task, without what only the target branch
  /// brought. Its `base` is that tree.
  ///
  /// @param seen the earlier tree, and the commit it was compared with then
  /// @return empty while there is nothing to show, or if the earlier tree is not kept any more
  Optional<Diff> since(Task task, Earlier seen);

  /// A tree that was looked at.
  record Earlier(String tree, String base) {}

  Preview rollback(Task task);
}
