package dev.journeyman.sandbox;

import java.time.Duration;

/// How a command ended. A failure of the sandbox itself is never shown as a failure of the command.
public sealed interface Outcome {

  /// It ended by itself. A command that a signal ended has `128 + signal` as its code.
  record Exited(int code, Output output, Duration duration) implements Outcome {}

  record TimedOut(Output output, Duration duration) implements Outcome {}

  record OutOfMemory(Output output, Duration duration) implements Outcome {}

  record DiskQuotaExceeded(Output output, Duration duration) implements Outcome {}

  /// Somebody stopped it: the calling thread was interrupted, or the job killed.
  record Cancelled(Output output, Duration duration) implements Outcome {}

  /// It was never started, or the sandbox broke. The reason names the remedy.
  record Unavailable(String reason) implements Outcome {}

  /// What it wrote; empty if it never ran.
  default Output written() {
    return switch (this) {
      case Exited e -> e.output();
      case TimedOut t -> t.output();
      case OutOfMemory m -> m.output();
      case DiskQuotaExceeded d -> d.output();
      case Cancelled c -> c.output();
      case Unavailable _ -> Output.EMPTY;
    };
  }

  default boolean succeeded() {
    return this instanceof Exited(int code, _, _) && code == 0;
  }
}
