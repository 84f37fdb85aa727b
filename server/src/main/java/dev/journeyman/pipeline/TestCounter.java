package dev.journeyman.pipeline;

import java.nio.file.Path;
import java.util.List;

/// Counts the tests that a command ran, from its output and the reports it left.
@FunctionalInterface
interface TestCounter {

  /// How many tests there were.
  record Counts(int executed, int passed, int failed, int skipped, List<String> failing) {

    static final Counts NONE = new Counts(0, 0, 0, 0, List.of());

    public Counts {
      failing = List.copyOf(failing);
    }
  }

  /// @param directory the tree the command ran in
  Counts count(Path directory, String output);
}
