package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.CheckRun;
import java.util.stream.Collectors;

/// Puts evidence into a few lines for a reader.
final class Summaries {

  private static final int OUTPUT_CHARACTERS = 2_000;

  private Summaries() {}

  static String of(Evidence evidence) {
    var runs = evidence.checks().stream().map(Summaries::line).collect(Collectors.joining("\n"));
    var doubts = String.join("\n- ", evidence.doubts());
    return evidence.explanation()
        + (doubts.isEmpty() ? "" : "\nWhat the service doubts:\n- " + doubts)
        + (runs.isEmpty() ? "" : "\n" + runs);
  }

  private static String line(CheckRun run) {
    var output = run.output();
    return "- `%s` %s; %d tests ran, %d passed, %d failed, %d were skipped. The end of its output:\n%s"
        .formatted(
            run.command(),
            run.ended(),
            run.executed(),
            run.passed(),
            run.failed(),
            run.skipped(),
            output.substring(Math.max(0, output.length() - OUTPUT_CHARACTERS)));
  }
}
