package dev.journeyman.workspace;

import java.util.stream.Collectors;

/// Foreign text for error messages: in quotation marks, without control characters, cut.
final class Quoted {

  private static final int LONGEST = 200;

  private Quoted() {}

  static String of(String text) {
    var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.codePoints().mapToObj(Quoted::visible).collect(Collectors.joining("", "\"", "\""));
  }

  private static String visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> "\\u%04x".formatted(point);
      default -> Character.toString(point);
    };
  }
}
