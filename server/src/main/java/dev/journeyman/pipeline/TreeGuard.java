package dev.journeyman.pipeline;

import dev.journeyman.task.Task;
import java.util.Optional;

/// Holds a decision to the tree that was looked at.
record TreeGuard(Optional<String> tree) {

  /// Another tree waits.
  static final class Moved extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String waiting;

    Moved(String waiting) {
      super("Tree %s waits for approval".formatted(waiting));
      this.waiting = waiting;
    }

    String waiting() {
      return waiting;
    }
  }

  /// @throws Moved if not this tree is the one that waits
  void check(Task task) {
    var waiting = String.valueOf(task.details().revision().tree());
    if (tree.isPresent() && !tree.get().equals(waiting)) {
      throw new Moved(waiting);
    }
  }
}
