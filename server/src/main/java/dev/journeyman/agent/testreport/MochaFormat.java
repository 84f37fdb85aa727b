package dev.journeyman.agent.testreport;

import java.util.List;
import java.util.regex.Pattern;

/// Mocha's three lines of totals.
final class MochaFormat implements Format {

  private static final Pattern TOTALS =
      Pattern.compile("^ {2}(?<count>\\d+) (?<what>passing \\(.*\\)|failing|pending)$");
  private static final Pattern FAILING = Pattern.compile("^ {2}\\d+\\) (?<name>\\S.*)$");

  @Override
  public TestCounts parse(List<String> lines) {
    var counts =
        Format.matches(lines, TOTALS)
            .map(match -> counts(match.group("what"), Format.number(match, "count")))
            .reduce(TestCounts.NONE, TestCounts::plus);
    return counts.failed() > 0
        ? counts.plus(new TestCounts(0, 0, 0, 0, Format.names(lines, FAILING)))
        : counts;
  }

  private static TestCounts counts(String what, int count) {
    return switch (what) {
      case "failing" -> TestCounts.of(0, count, 0, List.of());
      case "pending" -> TestCounts.of(0, 0, count, List.of());
      default -> TestCounts.of(count, 0, 0, List.of());
    };
  }
}
