package dev.journeyman.agent.testreport;

import java.util.List;
import java.util.regex.Pattern;

/// pytest's last line, with or without its frame of equals signs.
final class PytestFormat implements Format {

  private static final Pattern TOTALS =
      Pattern.compile("^=*\\s*(?<list>\\d+ [a-z]+(?:, \\d+ [a-z]+)*) in \\d+(?:\\.\\d+)?s\\b");
  private static final Pattern FAILING = Pattern.compile("^(?:FAILED|ERROR) (?<name>\\S+::\\S.*?)(?: - .*)?$");

  @Override
  public TestCounts parse(List<String> lines) {
    var counts =
        Format.matches(lines, TOTALS)
            .map(match -> counts(match.group("list")))
            .reduce(TestCounts.NONE, TestCounts::plus);
    return counts.found()
        ? counts.plus(new TestCounts(0, 0, 0, 0, Format.names(lines, FAILING)))
        : TestCounts.NONE;
  }

  private static TestCounts counts(String list) {
    int failed = Format.before(list, "failed") + Format.before(list, "errors?");
    int passed = Format.before(list, "passed") + Format.before(list, "xpassed");
    int skipped = Format.before(list, "skipped") + Format.before(list, "xfailed");
    return TestCounts.of(passed, failed, skipped, List.of());
  }
}
