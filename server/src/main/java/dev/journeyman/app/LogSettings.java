package dev.journeyman.app;

import java.io.Console;
import java.util.Optional;

/// What is logged, and in which form.
public record LogSettings(Level level, Format format) {

  /// From the most silent to the most talkative.
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /// For people or for machines.
  public enum Format {
    TEXT,
    JSON
  }

  static LogSettings from(Environment environment) {
    return new LogSettings(
        environment.choice("LOG_LEVEL", Level.class, Level.INFO),
        environment.choice("LOG_FORMAT", Format.class, standardFormat()));
  }

  private static Format standardFormat() {
    var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    return terminal.isPresent() ? Format.TEXT : Format.JSON;
  }
}
