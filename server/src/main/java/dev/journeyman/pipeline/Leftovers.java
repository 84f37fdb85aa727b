package dev.journeyman.pipeline;

import dev.journeyman.workspace.WorkspaceException;
import dev.journeyman.workspace.WorkspaceException.Problem;

/// What is in the task's tree and not in its last checkpoint, but for what git ignores.
record Leftovers(Shift shift) {

  boolean any() {
    try {
      return !shift.snapshot().equals(shift.mirror().tree(shift.work()));
    } catch (WorkspaceException e) {
      if (e.problem() == Problem.NESTED_REPOSITORY) {
        return true;
      }
      throw e;
    }
  }

  /// Takes them away, should there be any.
  void discard() {
    if (any()) {
      shift.reset(shift.work());
    }
  }
}
