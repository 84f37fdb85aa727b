package dev.journeyman.workspace;

import java.util.regex.Pattern;

/// Full object ids, as git prints them with SHA-1 and SHA-256.
final class ObjectName {

  private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");

  private ObjectName() {}

  static boolean isFull(String text) {
    return FULL.matcher(text).matches();
  }

  static void check(String kind, String text) {
    if (!isFull(text)) {
      throw new IllegalArgumentException("Not the full id of a " + kind + ": " + Quoted.of(text));
    }
  }
}
