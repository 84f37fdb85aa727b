package dev.journeyman.model;

import java.util.Optional;

/// What is known of a model.
///
/// @param contextTokens how much fits into prompt and reply together
/// @param maxOutputTokens the most it writes in one reply, thinking included
/// @param thinking how it is asked to think
/// @param effort whether it knows the effort parameter
/// @param prices empty when unknown: then cost is unknown, never zero
public record ModelProfile(
    String model,
    long contextTokens,
    long maxOutputTokens,
    Thinking thinking,
    boolean effort,
    Optional<Prices> prices) {

  /// How a model is asked to think.
  public enum Thinking {
    ADAPTIVE,
    OMITTED
  }
}
