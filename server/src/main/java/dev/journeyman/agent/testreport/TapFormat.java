package dev.journeyman.agent.testreport;

import java.util.List;
import java.util.regex.Pattern;

/// The Test Anything Protocol: top-level lines only, and only where there is a plan.
final class TapFormat implements Format {

  private static final Pattern PLAN = Pattern.compile("^1\\.\\.\\d+(?:\\s|$)");
  private static final Pattern POINT =
      Pattern.compile(
          "^(?<not>not )?ok\\b(?: \\d+)?(?:(?: -)? (?<name>.*?))?(?<directive>\\s*# (?i:skip|todo)\\b.*)?$");

  @Override
  public TestCounts parse(List<String> lines) {
    if (Format.matches(lines, PLAN).findAny().isEmpty()) {
      return TestCounts.NONE;
    }
    return Format.matches(lines, POINT)
        .map(
            match -> {
              if (match.group("directive") != null) {
                return TestCounts.of(0, 0, 1, List.of());
              }
              var name = match.group("name");
              return match.group("not") == null
                  ? TestCounts.of(1, 0, 0, List.of())
                  : TestCounts.of(0, 1, 0, List.of(name == null ? "(no name)" : name));
            })
        .reduce(TestCounts.NONE, TestCounts::plus);
  }
}
