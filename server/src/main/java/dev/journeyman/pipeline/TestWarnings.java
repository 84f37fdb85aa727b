package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.Finding;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.workspace.Diff;
import dev.journeyman.workspace.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Notices in a diff where tests were made weaker: deleted, skipped, emptied, or run otherwise. It
/// reads lines and not languages, so it tells a person where to look and decides nothing. Pure.
final class TestWarnings {

  static final String SEVERITY = "warning";

  private static final Pattern ASSERTION =
      Pattern.compile(
          "\\bassert|\\bexpect\\s*[(<]|\\.should\\b|\\bverify\\s*\\(|\\brequire\\.|\\bt\\.(Error|Fatal|Fail)|\\bfail\\s*\\(");
  private static final Pattern SKIP =
      Pattern.compile(
          "@Disabled|@Ignore\\b|@(unittest\\.|pytest\\.mark\\.)?skip|\\bpytest\\.skip\\(|pytest\\.mark\\.(skip|xfail)"
              + "|\\.skipTest\\(|expectedFailure|\\bx(it|describe|test)\\s*\\(|\\b(it|describe|test)\\.(skip|only|todo|failing)\\b"
              + "|\\bt\\.Skip|#\\[ignore|\\bassume(True|False|That|NotNull)?\\s*\\(|\\bAssume\\.|SkipTest");
  private static final Pattern EMPTY =
      Pattern.compile(
          "assertTrue\\(\\s*[Tt]rue\\s*\\)|assertFalse\\(\\s*[Ff]alse\\s*\\)|\\bassert\\s+(True|1|true)\\s*;?\\s*$|assert!\\(\\s*true"
              + "|expect\\(\\s*(true|1)\\s*\\)\\.to|assert(Equals?|_eq!)\\(\\s*([^,()]+?)\\s*,\\s*\\2\\s*\\)|assertThat\\(\\s*true\\s*\\)");
  private static final Pattern HUNK = Pattern.compile("^@@ -\\d+(?:,\\d+)? \\+(\\d+).*");

  private TestWarnings() {}

  static List<Finding> of(Diff diff, RepositoryConfiguration configuration) {
    var found = new ArrayList<Finding>();
    diff.files().stream().filter(TestFiles::touches).forEach(file -> read(file, found));
    diff.files().stream()
        .filter(TestRunners.of(configuration)::decides)
        .map(file -> warning(file.path(), "This decides which tests are run and how."))
        .forEach(found::add);
    return found;
  }

  private static Finding warning(String path, String text) {
    return new Finding(path, null, SEVERITY, text);
  }

  private static void read(FileChange file, List<Finding> found) {
    if (file.status() == FileChange.Status.DELETED) {
      found.add(warning(file.oldPath(), "This test was deleted."));
      return;
    }
    if (!TestFiles.isTest(file.path())) {
      found.add(
          warning(
              file.path(),
              "This was the test %s, and no tool will take it for one now."
                  .formatted(file.oldPath())));
    }
    if (TestFiles.isUnreadable(file) || file.truncated()) {
      found.add(warning(file.path(), "This test cannot be read as text, or not to its end."));
    }
    lines(file, found);
  }

  private static void lines(FileChange file, List<Finding> found) {
    int line = 0;
    int removed = 0;
    int added = 0;
    int at = 0;
    for (var text : file.patch().lines().toList()) {
      var hunk = HUNK.matcher(text);
      if (hunk.matches()) {
        line = Integer.parseInt(hunk.group(1));
      } else if (line > 0 && text.startsWith("-")) {
        if (ASSERTION.matcher(text).find()) {
          removed++;
          at = at == 0 ? line : at;
        }
      } else if (line > 0 && text.startsWith("+")) {
        added += ASSERTION.matcher(text).find() ? 1 : 0;
        addedLine(file.path(), line, text.substring(1), found);
        line++;
      } else {
        line++;
      }
    }
    if (removed > 0) {
      found.add(
          new Finding(
              file.path(),
              at,
              SEVERITY,
              "%d assertions of an existing test were removed or changed, %d were added."
                  .formatted(removed, added)));
    }
  }

  private static void addedLine(String path, int line, String text, List<Finding> found) {
    if (SKIP.matcher(text).find()) {
      found.add(new Finding(path, line, SEVERITY, "A test is skipped: " + cut(text)));
    }
    if (EMPTY.matcher(text).find()) {
      found.add(new Finding(path, line, SEVERITY, "This assertion can never fail: " + cut(text)));
    }
  }

  private static String cut(String text) {
    var plain = text.strip();
    return plain.length() <= 120 ? plain : plain.substring(0, 119) + "…";
  }
}
