package dev.journeyman.agent.testreport;

import java.util.List;
import java.util.regex.Pattern;

/// Surefire and Failsafe: a line a class, and one a module that sums them up.
final class MavenFormat implements Format {

  private static final Pattern TOTALS =
      Pattern.compile(
          "Tests run: (?<run>\\d+), Failures: (?<failures>\\d+), Errors: (?<errors>\\d+), Skipped: (?<skipped>\\d+)(?<time>, Time elapsed)?");
  private static final Pattern FAILING =
      Pattern.compile("^\\[ERROR\\] +(?<name>\\S+) +(?:-- +)?Time elapsed: .*<<< (?:FAILURE|ERROR)!");

  @Override
  public TestCounts parse(List<String> lines) {
    var modules = sum(lines, false);
    var counts = modules.found() ? modules : sum(lines, true);
    return counts.plus(new TestCounts(0, 0, 0, 0, Format.names(lines, FAILING)));
  }

  private static TestCounts sum(List<String> lines, boolean classes) {
    return Format.matches(lines, TOTALS)
        .filter(match -> (match.group("time") != null) == classes)
        .map(
            match -> {
              int failed = Format.number(match, "failures") + Format.number(match, "errors");
              int skipped = Format.number(match, "skipped");
              int passed = Math.max(0, Format.number(match, "run") - failed - skipped);
              return TestCounts.of(passed, failed, skipped, List.of());
            })
        .reduce(TestCounts.NONE, TestCounts::plus);
  }
}
