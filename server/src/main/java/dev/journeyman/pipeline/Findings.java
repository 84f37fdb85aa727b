package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.Finding;
import dev.journeyman.pipeline.Evidence.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts what was found into words for the author.
final class Findings {

  private static final int OUTPUT_CHARACTERS = 6_000;

  private Findings() {}

  /// What the author has to mend; empty if nothing stands in the way.
  static Optional<String> toMend(Evidence evidence) {
    if (evidence.outcome() == Outcome.FAILED) {
      return Optional.of(failed(evidence));
    }
    var review = evidence.review();
    if (review == null || review.findings().stream().noneMatch(Finding::blocking)) {
      return Optional.empty();
    }
    return Optional.of(
        "A reviewer read the change. %s\n\n%s"
            .formatted(review.summary(), list(review.findings())));
  }

  /// Findings as a list, one a line.
  static String list(List<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                "- %s%s (%s): %s"
                    .formatted(
                        finding.path(),
                        finding.line() == null ? "" : ":" + finding.line(),
                        finding.severity(),
                        finding.text()))
        .collect(Collectors.joining("\n"));
  }

  private static String failed(Evidence evidence) {
    var outputs =
        evidence.checks().stream()
            .filter(run -> !run.succeeded())
            .map(run -> "`%s` %s:\n%s".formatted(run.command(), run.ended(), tail(run.output())))
            .collect(Collectors.joining("\n\n"));
    return "The service ran the repository's checks on the change merged with the target branch. %s\n\n%s"
        .formatted(evidence.explanation(), outputs);
  }

  private static String tail(String output) {
    return output.substring(Math.max(0, output.length() - OUTPUT_CHARACTERS));
  }
}
