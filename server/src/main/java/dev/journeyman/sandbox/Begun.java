package dev.journeyman.sandbox;

import java.time.Duration;

/// What came of starting a command.
sealed interface Begun {

  record Running(Execution execution) implements Begun {}

  /// Nothing runs.
  record Refused(Outcome outcome) implements Begun {}

  /// What could not be started; to be asked on the thread that tried. One that was interrupted
  /// meanwhile was cancelled, whatever went wrong then.
  static Refused failed(String reason) {
    return new Refused(
        Thread.currentThread().isInterrupted()
            ? new Outcome.Cancelled(Output.EMPTY, Duration.ZERO)
            : new Outcome.Unavailable(reason));
  }

  /// Waits for the end; see [Execution#await].
  default Outcome await() {
    return switch (this) {
      case Running(var execution) -> execution.await();
      case Refused(var outcome) -> outcome;
    };
  }
}
