package dev.journeyman.agent.testreport;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Python's own unittest: how many ran, then what became of them.
final class UnittestFormat implements Format {

  private static final Pattern RAN = Pattern.compile("^Ran (?<run>\\d+) tests? in ");
  private static final Pattern VERDICT = Pattern.compile("^(?:OK|FAILED)(?: \\((?<list>.*)\\))?$");
  private static final Pattern PART =
      Pattern.compile("\\b(?<what>failures|errors|skipped|expected failures|unexpected successes)=(?<count>\\d+)");
  private static final Pattern FAILING = Pattern.compile("^(?:FAIL|ERROR): (?<name>\\S.*)$");

  @Override
  public TestCounts parse(List<String> lines) {
    var counts = TestCounts.NONE;
    int run = -1;
    for (var line : lines) {
      var ran = RAN.matcher(line);
      var verdict = VERDICT.matcher(line);
      if (ran.find()) {
        run = Format.number(ran, "run");
      } else if (run >= 0 && verdict.find()) {
        counts = counts.plus(counts(run, verdict.group("list")));
        run = -1;
      }
    }
    return counts.found()
        ? counts.plus(new TestCounts(0, 0, 0, 0, Format.names(lines, FAILING)))
        : counts;
  }

  private static TestCounts counts(int run, @Nullable String list) {
    int failed = 0;
    int skipped = 0;
    var parts = PART.matcher(list == null ? "" : list);
    while (parts.find()) {
      int count = Format.number(parts, "count");
      if (parts.group("what").equals("skipped")) {
        skipped += count;
      } else if (!parts.group("what").equals("expected failures")) {
        failed += count;
      }
    }
    return TestCounts.of(Math.max(0, run - failed - skipped), failed, skipped, List.of());
  }
}
