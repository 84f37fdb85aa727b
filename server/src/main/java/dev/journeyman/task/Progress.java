package dev.journeyman.task;

import org.jspecify.annotations.Nullable;

/// What a person sees first.
///
/// @param currentStep a sentence about what happens now
/// @param percent 0 to 100
/// @param waiting what the step waits for, in a sentence that is shown in its place; null while it
///     waits for nothing
public record Progress(String currentStep, int percent, @Nullable String waiting) {

  public Progress(String currentStep, int percent) {
    this(currentStep, percent, null);
  }

  /// The same while it waits.
  public Progress waitingFor(String sentence) {
    return new Progress(currentStep, percent, sentence);
  }

  /// The same once it waits no longer.
  public Progress going() {
    return new Progress(currentStep, percent);
  }

  /// The sentence to show.
  public String shown() {
    return waiting == null ? currentStep : waiting;
  }
}
