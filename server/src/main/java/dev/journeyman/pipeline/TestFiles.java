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

  private TestFiles() {}

  static boolean isTest(String path) {
    return TEST.matcher(path).matches();
  }

  static boolean touches(FileChange change) {
    return isTest(change.path()) || isTest(change.oldPath());
  }
}
