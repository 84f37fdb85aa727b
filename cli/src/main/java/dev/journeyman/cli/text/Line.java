package dev.journeyman.cli.text;

/// A line to print, already safe.
public record Line(Tone tone, String text) {

  public static Line plain(String text) {
    return new Line(Tone.PLAIN, text);
  }

  public static Line quiet(String text) {
    return new Line(Tone.QUIET, text);
  }
}
