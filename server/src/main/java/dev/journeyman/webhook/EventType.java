package dev.journeyman.webhook;

import dev.journeyman.task.TaskStatus;
import java.util.Arrays;
import java.util.List;

/// What is told: that a task has come to a status, or nothing but that the way is open.
///
/// @param wire such as `task.completed`
public record EventType(String wire) {

  /// Stands for all that tell of tasks.
  public static final String ALL = "*";

  static final EventType PING = new EventType("ping");

  static EventType of(TaskStatus status) {
    return new EventType("task." + status.wire());
  }

  /// Every name that may be subscribed to.
  public static List<String> names() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(ALL),
            Arrays.stream(TaskStatus.values()).map(status -> of(status).wire()))
        .toList();
  }
}
