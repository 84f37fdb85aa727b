package dev.journeyman.model;

import java.util.Optional;

/// What is known of a model.
///
/// @param contextTokens how much fits into prompt and reply together
/// @param maxOutputTokens the most it writes in one reply, thinking included
/// @param thinking how it is asked to think
/// @param effort whether it knows the effort parameter
/// @param prices empty when unknown: then cost is unknown, never zero
/// @param compaction whether the provider can summarise its conversations on demand
public record ModelProfile(
    String model,
    long contextTokens,
    long maxOutputTokens,
    Thinking thinking,
    boolean effort,
    Optional<Prices> prices,
    boolean compaction) {

  static final long CAUTIOUS_CONTEXT = 65_536;
  static final long CAUTIOUS_OUTPUT = 8_192;

  /// How a model is asked to think.
  public enum Thinking {
    ADAPTIVE,
    OMITTED
  }

  /// A model whose conversations cannot be summarised by the provider.
  public ModelProfile(
      String model,
      long contextTokens,
      long maxOutputTokens,
      Thinking thinking,
      boolean effort,
      Optional<Prices> prices) {
    this(model, contextTokens, maxOutputTokens, thinking, effort, prices, false);
  }

  /// A model of which nothing is known, on a server that may be small.
  static ModelProfile cautious(String model) {
    return new ModelProfile(
        model, CAUTIOUS_CONTEXT, CAUTIOUS_OUTPUT, Thinking.OMITTED, false, Optional.empty(), false);
  }
}
