package dev.journeyman.agent.tool;

import java.util.Arrays;
import java.util.List;

/// Tells whether a text holds one of many literals, reading mostly every few characters only (S. Wu
/// and U. Manber, "A fast algorithm for multi-pattern searching", 1994): two characters that end
/// nowhere in the literals' beginnings allow a leap by nearly the shortest literal's length.
final class Literals {

  private static final int PAIRS = 1 << 12;

  private final List<String> literals;
  private final int window;
  private final byte[] leaps = new byte[PAIRS];

  /// @param literals of two characters or more each
  Literals(List<String> literals) {
    this.literals = List.copyOf(literals);
    int shortest = literals.stream().mapToInt(String::length).min().orElse(2);
    this.window = Math.min(shortest, Byte.MAX_VALUE);
    Arrays.fill(leaps, (byte) (window - 1));
    literals.forEach(this::learn);
  }

  boolean occurIn(String text) {
    if (literals.isEmpty()) {
      return false;
    }
    for (int last = window - 1; last < text.length(); ) {
      int leap = leaps[pair(text, last)];
      if (leap == 0 && beginsAt(text, last - window + 1)) {
        return true;
      }
      last += Math.max(1, leap);
    }
    return false;
  }

  private void learn(String literal) {
    for (int last = 1; last < window; last++) {
      int pair = pair(literal, last);
      leaps[pair] = (byte) Math.min(leaps[pair], window - 1 - last);
    }
  }

  private boolean beginsAt(String text, int start) {
    for (var literal : literals) {
      if (text.startsWith(literal, start)) {
        return true;
      }
    }
    return false;
  }

  private static int pair(String text, int last) {
    return (text.charAt(last - 1) * 61 + text.charAt(last)) & (PAIRS - 1);
  }
}
