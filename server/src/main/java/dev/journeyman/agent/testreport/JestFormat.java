package dev.journeyman.agent.testreport;

import java.util.List;
import java.util.regex.Pattern;

/// Jest's line of totals.
final class JestFormat implements Format {

  private static final Pattern TOTALS =
      Pattern.compile("^Tests:\\s+(?<list>(?:\\d+ [a-z]+, )*\\d+ total)");
  private static final Pattern FAILING = Pattern.compile("^\\s+● (?<name>.+ › .+)$");

  @Override
  public TestCounts parse(List<String> lines) {
    var counts =
        Format.matches(lines, TOTALS)
            .map(match -> counts(match.group("list")))
            .reduce(TestCounts.NONE, TestCounts::plus);
    return counts.found()
        ? counts.plus(new TestCounts(0, 0, 0, 0, Format.names(lines, FAILING)))
        : counts;
  }

  private static TestCounts counts(String list) {
    int skipped = Format.before(list, "skipped") + Format.before(list, "todo");
    return TestCounts.of(
        Format.before(list, "passed"), Format.before(list, "failed"), skipped, List.of());
  }
}
