package dev.journeyman.sandbox;

import java.nio.file.Path;

/// What git inside the sandbox sees.
public sealed interface GitAccess {

  /// No repository at all.
  record None() implements GitAccess {}

  /// A git directory of the task's own, writable inside as `/git` (with `GIT_DIR` and
  /// `GIT_WORK_TREE` set), which borrows objects from another repository, read-only inside as
  /// `/repo-objects`.
  ///
  /// @param directory the private git directory on the host
  /// @param objects the `objects` directory it borrows from
  record Private(Path directory, Path objects) implements GitAccess {}
}
