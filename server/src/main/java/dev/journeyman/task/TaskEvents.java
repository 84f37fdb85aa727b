package dev.journeyman.task;

import dev.journeyman.database.StoredJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes the events of a change.
public final class TaskEvents {

  private TaskEvents() {}

  /// An event with these fields.
  public static TaskEvent.Draft of(TaskEvent.Type type, Map<String, ?> fields) {
    return new TaskEvent.Draft(type, StoredJson.tree(fields));
  }

  /// The events of a change: what the caller says, and where the task stands now, unless nothing a
  /// person sees has changed. There is always at least one, so that every change has a number.
  static List<TaskEvent.Draft> of(Task before, Task after, List<TaskEvent.Draft> drafts) {
    var events = new ArrayList<>(drafts);
    if (before.status() != after.status()) {
      after.status().stage().ifPresent(stage -> events.add(begun(stage)));
    }
    boolean seen =
        before.status() != after.status()
            || !before.details().progress().equals(after.details().progress());
    if (seen || drafts.isEmpty()) {
      events.add(status(after.status(), after.details().progress()));
    }
    return events;
  }

  private static TaskEvent.Draft begun(String stage) {
    return of(TaskEvent.Type.STAGE, Map.of("stage", stage, "begun", true));
  }

  static TaskEvent.Draft status(TaskStatus status, Progress progress) {
    return of(
        TaskEvent.Type.STATUS,
        Map.of(
            "status", status.wire(),
            "progress", progress.percent(),
            "currentStep", progress.shown()));
  }
}
