package dev.journeyman.agent.testreport;

import java.util.List;
import java.util.regex.Pattern;

/// The totals of node --test, in its own form and in TAP's comments.
final class NodeFormat implements Format {

  private static final Pattern TOTALS =
      Pattern.compile("^(?:ℹ|#) (?<what>pass|fail|cancelled|skipped|todo) (?<count>\\d+)$");
  private static final Pattern FAILING =
      Pattern.compile("^\\s*(?:✖|not ok \\d+ -) (?<name>.+?)(?: \\([\\d.]+ms\\))?$");

  @Override
  public TestCounts parse(List<String> lines) {
    var counts =
        Format.matches(lines, TOTALS)
            .map(match -> counts(match.group("what"), Format.number(match, "count")))
            .reduce(TestCounts.NONE, TestCounts::plus);
    return counts.failed() > 0
        ? counts.plus(new TestCounts(0, 0, 0, 0, failing(lines)))
        : counts;
  }

  private static List<String> failing(List<String> lines) {
    return Format.names(lines, FAILING).stream()
        .filter(name -> !name.startsWith("failing tests:"))
        .toList();
  }

  private static TestCounts counts(String what, int count) {
    return switch (what) {
      case "pass" -> TestCounts.of(count, 0, 0, List.of());
      case "fail", "cancelled" -> TestCounts.of(0, count, 0, List.of());
      default -> TestCounts.of(0, 0, count, List.of());
    };
  }
}
