package dev.journeyman.cli.text;

import java.util.List;

/// A unified diff for people: coloured, and safe.
public final class DiffText {

  private DiffText() {}

  public static List<String> lines(String patch, Paint paint) {
    return patch.lines().map(line -> paint.paint(tone(line), SafeText.text(line))).toList();
  }

  private static Tone tone(String line) {
    if (line.startsWith("+++") || line.startsWith("---") || line.startsWith("diff ")) {
      return Tone.STRONG;
    }
    if (line.startsWith("@@")) {
      return Tone.PLACE;
    }
    if (line.startsWith("+")) {
      return Tone.GOOD;
    }
    return line.startsWith("-") ? Tone.BAD : Tone.PLAIN;
  }
}
