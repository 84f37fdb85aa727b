package dev.journeyman.telemetry;

import java.util.Locale;

/// The values of labels.
final class Labels {

  private Labels() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
