package dev.journeyman.cli.text;

import java.util.Map;

/// When to colour. `--color` wins over `NO_COLOR` (https://no-color.org), which wins over what the
/// terminal can do.
public enum ColorChoice {
  AUTO,
  ALWAYS,
  NEVER;

  public Paint paint(Map<String, String> environment, boolean terminal) {
    return switch (this) {
      case ALWAYS -> new Paint(true);
      case NEVER -> Paint.OFF;
      case AUTO ->
          new Paint(
              terminal && environment.getOrDefault("NO_COLOR", "").isEmpty() && !dumb(environment));
    };
  }

  public static boolean dumb(Map<String, String> environment) {
    return environment.getOrDefault("TERM", "dumb").equals("dumb");
  }
}
