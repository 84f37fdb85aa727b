package dev.journeyman.sandbox;

/// What came of starting a command.
sealed interface Begun {

  record Running(Execution execution) implements Begun {}

  /// Nothing runs.
  record Refused(Outcome outcome) implements Begun {}

  /// Waits for the end; see [Execution#await].
  default Outcome await() {
    return switch (this) {
      case Running(var execution) -> execution.await();
      case Refused(var outcome) -> outcome;
    };
  }
}
