package dev.journeyman.simulator;

import java.util.regex.Pattern;

/// How a script names a text: `/a regular expression/` that occurs in it, or the words themselves.
record TextPattern(Pattern pattern) {

  static TextPattern of(String written) {
    boolean regex = written.length() > 1 && written.startsWith("/") && written.endsWith("/");
    return new TextPattern(
        regex
            ? Pattern.compile(written.substring(1, written.length() - 1))
            : Pattern.compile(written, Pattern.LITERAL));
  }

  boolean in(String text) {
    return pattern.matcher(text).find();
  }
}
