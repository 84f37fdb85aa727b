package dev.journeyman.task;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Makes version 7 UUIDs (RFC 9562, section 5.7): 48 bits of milliseconds, then random bits.
public final class TimeOrderedId {

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private TimeOrderedId() {}

  public static UUID create(Instant now) {
    long random = RANDOM.nextLong();
    long high = (now.toEpochMilli() << 16) | 0x7000L | (random & 0x0fffL);
    long low = 0x8000000000000000L | (RANDOM.nextLong() >>> 2);
    return new UUID(high, low);
  }

  /// The smallest id of this instant.
  public static UUID first(Instant instant) {
    return new UUID((instant.toEpochMilli() << 16) | 0x7000L, 0x8000000000000000L);
  }

  /// Reads the canonical form; empty for anything else.
  public static Optional<UUID> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
