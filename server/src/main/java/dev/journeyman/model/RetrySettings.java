package dev.journeyman.model;

import java.time.Duration;

/// How often and how patiently a failed request is tried again. A request's own deadline bounds
/// all of it.
///
/// @param attempts how many tries in all, 1 to 100
/// @param firstWait the wait after the first failure; doubles with each one
/// @param longestWait no wait is longer, unless the provider asks for it
public record RetrySettings(int attempts, Duration firstWait, Duration longestWait) {

  public static final RetrySettings DEFAULT =
      new RetrySettings(10, Duration.ofSeconds(1), Duration.ofSeconds(60));

  public RetrySettings {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("attempts must be 1 to 100, not " + attempts);
    }
    if (firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "waits must not be negative, and the longest not below the first: "
              + firstWait
              + ", "
              + longestWait);
    }
  }
}
