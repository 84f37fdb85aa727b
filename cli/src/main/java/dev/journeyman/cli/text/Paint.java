package dev.journeyman.cli.text;

/// Colours texts, or leaves them as they are.
public record Paint(boolean on) {

  public static final Paint OFF = new Paint(false);

  public String paint(Tone tone, String text) {
    return on && tone != Tone.PLAIN && !text.isEmpty()
        ? "\u001b[" + tone.code() + "m" + text + "\u001b[0m"
        : text;
  }

  public String good(String text) {
    return paint(Tone.GOOD, text);
  }

  public String bad(String text) {
    return paint(Tone.BAD, text);
  }

  public String quiet(String text) {
    return paint(Tone.QUIET, text);
  }

  public String strong(String text) {
    return paint(Tone.STRONG, text);
  }
}
