package dev.journeyman.simulator;

/// A rough count of tokens: one for every three and a half characters.
final class Tokens {
  private Tokens() {}

  static int in(String text) {
    return (int) Math.ceil(text.length() / 3.5);
  }

  /// How many characters of a text fit into a number of tokens.
  static int characters(int tokens) {
    return (int) (tokens * 3.5);
  }
}
