package dev.journeyman.pipeline;

import java.time.Duration;

/// How long a host is left alone before it is asked again: the longer it has been waited for, the
/// longer, within bounds.
record Pauses(Duration shortest, Duration longest) {

  private static final int PART = 8;

  /// @param waited since the waiting began
  Duration after(Duration waited) {
    var part = waited.dividedBy(PART);
    var least = part.compareTo(shortest) < 0 ? shortest : part;
    return least.compareTo(longest) > 0 ? longest : least;
  }
}
