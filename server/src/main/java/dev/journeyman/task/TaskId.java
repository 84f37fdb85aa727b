package dev.journeyman.task;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The id of a task: a version 7 UUID (RFC 9562), so that ids sort by the time they were made.
public record TaskId(UUID value) implements Comparable<TaskId> {

  public static TaskId create(Instant now) {
    return new TaskId(TimeOrderedId.create(now));
  }

  /// Reads an id from a request; empty for what is no id, which is answered like an unknown one.
  public static Optional<TaskId> parse(String text) {
    return TimeOrderedId.parse(text).map(TaskId::new);
  }

  @Override
  public int compareTo(TaskId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
