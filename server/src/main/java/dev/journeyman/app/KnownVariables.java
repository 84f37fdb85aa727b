package dev.journeyman.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The variables that carry our name. A misspelt one would otherwise be passed over in silence.
final class KnownVariables {

  private static final String PREFIX = "JOURNEYMAN_";

  /// The last three belong to the terminal client.
  private static final List<String> NAMES =
      List.of(
          "JOURNEYMAN_MODEL",
          "JOURNEYMAN_MODEL_REVIEW",
          "JOURNEYMAN_MODEL_LEARN",
          "JOURNEYMAN_MODELS_FILE",
          "JOURNEYMAN_EFFORT",
          "JOURNEYMAN_PARALLEL_STEPS",
          "JOURNEYMAN_ROLES",
          "JOURNEYMAN_HOME",
          "JOURNEYMAN_MIRRORS",
          "JOURNEYMAN_URL",
          "JOURNEYMAN_TOKEN",
          "JOURNEYMAN_TOKEN_FILE");

  private KnownVariables() {}

  static void check(Collection<String> names) {
    names.stream()
        .filter(name -> name.startsWith(PREFIX) && !NAMES.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(KnownVariables::refuse);
  }

  private static void refuse(String name) {
    throw new ConfigurationException(
        "%s is unknown: do you mean %s? Correct or unset it".formatted(name, nearest(name)));
  }

  private static String nearest(String name) {
    return NAMES.stream()
        .min(Comparator.comparingInt(known -> distance(name, known)))
        .orElseThrow();
  }

  /// How many letters have to be put in, taken out or replaced.
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    for (var column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (var line = 1; line <= one.length(); line++) {
      var diagonal = row[0];
      row[0] = line;
      for (var column = 1; column < row.length; column++) {
        var replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[other.length()];
  }
}
