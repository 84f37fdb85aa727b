package dev.journeyman.agent.testreport;

import java.util.List;
import java.util.regex.Pattern;

/// cargo test: one line of totals for each binary and for the documentation's tests.
final class CargoFormat implements Format {

  private static final Pattern TOTALS =
      Pattern.compile(
          "^test result: \\w+\\. (?<passed>\\d+) passed; (?<failed>\\d+) failed; (?<ignored>\\d+) ignored");
  private static final Pattern FAILING = Pattern.compile("^test (?<name>.+) \\.\\.\\. FAILED$");

  @Override
  public TestCounts parse(List<String> lines) {
    return Format.matches(lines, TOTALS)
        .map(
            match ->
                TestCounts.of(
                    Format.number(match, "passed"),
                    Format.number(match, "failed"),
                    Format.number(match, "ignored"),
                    List.of()))
        .reduce(TestCounts.NONE, TestCounts::plus)
        .plus(new TestCounts(0, 0, 0, 0, Format.names(lines, FAILING)));
  }
}
