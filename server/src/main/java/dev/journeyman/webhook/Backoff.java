package dev.journeyman.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When an attempt that failed is made again: after growing pauses, about a day in all, each a
/// fifth shorter or longer by chance, so that a receiver that comes back is not met by all at once.
record Backoff(RandomGenerator random) {

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(14));

  /// The first, and one after each pause.
  static final int ATTEMPTS = PAUSES.size() + 1;

  static final double JITTER = 0.2;

  /// Whoever asks for a longer pause is asked again after this one.
  static final Duration LONGEST = Duration.ofHours(24);

  /// @param attempts how many were made, at least one
  /// @param retryAfter what the receiver asked for
  /// @return empty after the last attempt
  Optional<Instant> next(Instant now, int attempts, Optional<String> retryAfter) {
    if (attempts >= ATTEMPTS) {
      return Optional.empty();
    }
    var factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    var pause = Duration.ofMillis((long) (PAUSES.get(attempts - 1).toMillis() * factor));
    var asked = retryAfter.flatMap(text -> pause(now, text)).orElse(Duration.ZERO);
    return Optional.of(now.plus(longer(pause, shorter(asked, LONGEST))));
  }

  /// Reads `Retry-After`: seconds, or a date.
  private static Optional<Duration> pause(Instant now, String text) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return Optional.of(Duration.between(now, date));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
