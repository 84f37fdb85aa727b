package dev.journeyman.agent;

import java.util.HashMap;
import java.util.Map;

/// Notices calls that are made again and again with the same result.
final class Repetition {

  private static final int REMIND = 3;
  private static final int STOP = 6;

  private final Map<String, Integer> seen = new HashMap<>();

  /// Counts one call with its result.
  ///
  /// @return how often exactly this has happened
  int count(String name, String input, String result) {
    return seen.merge(name + '\0' + input + '\0' + result, 1, Integer::sum);
  }

  static boolean remind(int times) {
    return times >= REMIND && times < STOP;
  }

  static boolean stuck(int times) {
    return times >= STOP;
  }
}
