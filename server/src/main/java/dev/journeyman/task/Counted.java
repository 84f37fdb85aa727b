package dev.journeyman.task;

/// Numbers of things, as people say them.
public final class Counted {

  private Counted() {}

  /// Such as `1 step` and `2 steps`.
  ///
  /// @param noun of one; its plural ends in s
  public static String of(int number, String noun) {
    return number == 1 ? "1 " + noun : "%d %ss".formatted(number, noun);
  }
}
