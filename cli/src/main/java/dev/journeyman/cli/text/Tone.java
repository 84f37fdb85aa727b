package dev.journeyman.cli.text;

/// What a colour would say.
public enum Tone {
  PLAIN(""),
  QUIET("2"),
  STRONG("1"),
  GOOD("32"),
  BAD("31"),
  WARNING("33"),
  PLACE("36");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /// The parameter of the SGR sequence; empty for none.
  String code() {
    return code;
  }
}
