package dev.journeyman.task;

import java.util.Locale;
import java.util.Optional;

/// How urgent a task is; higher ones are claimed first.
public enum Priority {
  LOW(0),
  NORMAL(1),
  HIGH(2),
  URGENT(3);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /// Higher comes first; stored, so never renumbered.
  public int rank() {
    return rank;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Priority> parse(String wire) {
    for (var priority : values()) {
      if (priority.wire().equals(wire)) {
        return Optional.of(priority);
      }
    }
    return Optional.empty();
  }
}
