package dev.journeyman.sandbox;

import java.util.List;

/// Whether commands are isolated on this host.
public sealed interface Isolation {

  /// Bubblewrap works.
  ///
  /// @param warnings what an operator should know, such as a bubblewrap with a known defect
  record Isolated(String version, List<String> warnings) implements Isolation {
    public Isolated {
      warnings = List.copyOf(warnings);
    }
  }

  /// `SANDBOX=none` was asked for by name.
  record SwitchedOff() implements Isolation {}

  /// Nothing can be run here.
  ///
  /// @param reason what was seen, in one sentence
  /// @param remedy what to do about it, in one sentence
  record Impossible(String reason, String remedy) implements Isolation {}

  default boolean canRun() {
    return !(this instanceof Impossible);
  }
}
