package dev.journeyman.sandbox;

import java.time.Duration;

/// Why the service ended a command.
enum Ending {
  TIMEOUT,
  MEMORY,
  DISK,
  CANCEL;

  Outcome outcome(Output output, Duration duration) {
    return switch (this) {
      case TIMEOUT -> new Outcome.TimedOut(output, duration);
      case MEMORY -> new Outcome.OutOfMemory(output, duration);
      case DISK -> new Outcome.DiskQuotaExceeded(output, duration);
      case CANCEL -> new Outcome.Cancelled(output, duration);
    };
  }
}
