package dev.journeyman.agent.testreport;

import java.util.List;
import java.util.stream.Stream;

/// What a test run says of itself.
///
/// @param executed passed and failed ones; a skipped test was not executed
/// @param failed failures and errors
/// @param failing names of failed tests, as the tool writes them, at most [#MOST_NAMES]
public record TestCounts(int executed, int passed, int failed, int skipped, List<String> failing) {

  public static final int MOST_NAMES = 200;
  public static final TestCounts NONE = new TestCounts(0, 0, 0, 0, List.of());

  public TestCounts {
    failing = failing.stream().distinct().limit(MOST_NAMES).toList();
  }

  static TestCounts of(int passed, int failed, int skipped, List<String> failing) {
    return new TestCounts(passed + failed, passed, failed, skipped, failing);
  }

  public TestCounts plus(TestCounts other) {
    return new TestCounts(
        executed + other.executed,
        passed + other.passed,
        failed + other.failed,
        skipped + other.skipped,
        Stream.concat(failing.stream(), other.failing.stream()).toList());
  }

  /// Whether anything was counted, skipped tests included.
  public boolean found() {
    return executed + skipped > 0;
  }
}
