package dev.journeyman.pipeline;

import dev.journeyman.workspace.FileChange;
import java.util.regex.Pattern;

/// Tells tests from other files by their names, as the tools that run them do.
final class TestFiles {

  private static final Pattern TEST =
      Pattern.compile(
          "(^|.*/)(tests?|__tests__|specs?|testing)/.*"
              + "|(^|.*/)test_[^/]+\\.py|(^|.*/)conftest\\.py"
              + "|.*_test\\.(py|go|rb|exs|cc|cpp|c|dart)"
              + "|.*_spec\\.(rb|lua)"
              + "|.*\\.(test|spec)\\.[cm]?[jt]sx?"
              + "|(^|.*/)(Test[A-Z][^/]*|[^/]+(Test|Tests|TestCase|IT|Spec))\\.(java|kt|kts|groovy|scala|cs|swift|php)");

  private static final Pattern CODE =
      Pattern.compile(
          ".*\\.(py|go|rb|exs?|cc|cpp|c|dart|lua|[cm]?[jt]sx?|java|kts?|groovy|scala|cs|swift|php|rs)");

  private TestFiles() {}

  /// Whether it is a test that cannot be read as one; a picture below the tests is none.
  static boolean isUnreadable(FileChange change) {
    return isTest(change.path()) && change.binary() && CODE.matcher(change.path()).matches();
  }

  static boolean isTest(String path) {
    return TEST.matcher(path).matches();
  }

  static boolean touches(FileChange change) {
    return isTest(change.path()) || isTest(change.oldPath());
  }
}
