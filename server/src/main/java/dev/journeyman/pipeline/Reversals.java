package dev.journeyman.pipeline;

import dev.journeyman.task.Task;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.Reversal;
import java.util.Objects;

/// Computes what taking a task back would mean.
final class Reversals {

  /// @param now where the target branch is
  Reversal compute(Mirror mirror, Task task, CommitId now) {
    var revision = task.details().revision();
    return mirror.revert(
        new CommitId(Objects.requireNonNull(revision.landed())),
        new CommitId(Objects.requireNonNull(revision.ground())),
        now,
        message(task),
        Authors.SERVICE);
  }

  private static String message(Task task) {
    var title = task.request().text().lines().findFirst().orElse("a change").strip();
    return "Revert \"%s\"\n\nThis takes back %s.\n\nTask-Id: %s\n"
        .formatted(
            title.length() <= 60 ? title : title.substring(0, 59) + "…",
            task.details().revision().landed(),
            task.id());
  }
}
