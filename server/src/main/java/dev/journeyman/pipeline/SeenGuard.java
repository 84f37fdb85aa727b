package dev.journeyman.pipeline;

import dev.journeyman.pipeline.TaskActions.Seen;
import dev.journeyman.task.Task;

/// Holds a decision to the tree and the evidence that were looked at.
record SeenGuard(Seen seen) {

  /// Something else waits.
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

  /// @throws Moved if this is not what waits
  void check(Task task) {
    var tree = String.valueOf(task.details().revision().tree());
    var evidence = String.valueOf(EvidenceStore.hashOf(task));
    boolean same =
        seen.tree().filter(named -> !named.equals(tree)).isEmpty()
            && seen.evidence().filter(named -> !named.equals(evidence)).isEmpty();
    if (!same) {
      throw new Moved(tree);
    }
  }
}
