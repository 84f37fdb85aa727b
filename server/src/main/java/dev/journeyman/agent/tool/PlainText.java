package dev.journeyman.agent.tool;

import java.util.regex.Pattern;

/// Terminal output as a person would read it afterwards: without colours and cursor movements, and
/// of a line that was written over and over only what stood there last.
final class PlainText {

  private static final Pattern SEQUENCES =
      Pattern.compile(
          "\u001B\\[[0-?]*+[ -/]*+[@-~]"
              + "|\u001B\\][^\u0007\u001B]*+(?:\u0007|\u001B\\\\)?"
              + "|\u001B[ -/]*+[0-~]");
  private static final Pattern OVERWRITTEN = Pattern.compile("(?m)^[^\n]*\r(?=[^\n\r])");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

  private PlainText() {}

  static String of(String output) {
    var text = SEQUENCES.matcher(output).replaceAll("");
    text = OVERWRITTEN.matcher(text.replace("\r\n", "\n")).replaceAll("");
    return CONTROLS.matcher(text).replaceAll("");
  }
}
