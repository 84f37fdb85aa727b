package dev.journeyman.pipeline;

import java.nio.file.Path;

/// Counts.
final class ReportedTests implements TestCounter {
  @Override
  public Counts count(Path directory, String output) {
    return Counts.NONE;
  }
}
