package dev.journeyman.workspace;

import java.util.regex.Pattern;

/// Ids of tasks and repositories, which become names of directories and refs.
final class Identifier {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private Identifier() {}

  static String checked(String kind, String id) {
    if (!SAFE.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "Not the id of a %s: %s; letters, digits, '_' and '-' are allowed"
              .formatted(kind, Quoted.of(id)));
    }
    return id;
  }
}
