package dev.journeyman.pipeline;

/// How what was deployed is.
sealed interface Health {

  /// The health check succeeded, or there is none.
  record Good() implements Health {}

  /// The health check did not succeed within its window.
  ///
  /// @param reason with the end of what it wrote
  record Bad(String reason) implements Health {}
}
