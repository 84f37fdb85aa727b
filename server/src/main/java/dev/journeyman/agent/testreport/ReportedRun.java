package dev.journeyman.agent.testreport;

import dev.journeyman.workspace.TreeFileException;
import dev.journeyman.workspace.TreePath;
import dev.journeyman.workspace.WorkTreeFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A test command that tells, as the last thing it writes, which report files are newer than its
/// beginning.
///
/// @param mark new for each run
public record ReportedRun(String mark) {

  private static final long MOST_FILE_BYTES = 4L * 1024 * 1024;
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  /// The kernel stamps files with its last tick, at most 10 ms old: without the pause, a report
  /// written within the tick of the beginning would not be newer than it.
  private static final String SCRIPT =
      """
      begun=$(mktemp) && sleep 0.02 || exit 125
      (eval "$2")
      code=$?
      printf '\\n%s\\n' "$1"
      find . -type f \\( -name 'TEST-*.xml' -o -path '*/test-results/*.xml' -o -iname '*junit*.xml' \
        -o -path '*/surefire-reports/*.xml' \\) -newer "$begun" -not -path '*/node_modules/*' \
        2>/dev/null | head -n 500
      rm -f "$begun"
      exit $code
      """;

  /// @param text what the command itself wrote
  /// @param files paths of reports, relative to the work tree
  public record Parsed(String text, List<String> files) {
    public Parsed {
      files = List.copyOf(files);
    }

    /// The counts of this run.
    public TestCounts counts(WorkTreeFiles files) {
      return TestReports.parse(text, read(files));
    }

    private List<String> read(WorkTreeFiles tree) {
      var contents = new ArrayList<String>();
      long bytes = 0;
      for (var file : files) {
        if (bytes > MOST_BYTES) {
          break;
        }
        byte[] content = read(tree, file);
        bytes += content.length;
        contents.add(new String(content, StandardCharsets.UTF_8));
      }
      return contents;
    }

    /// Nothing if the file is gone again or no report: the output still counts.
    private static byte[] read(WorkTreeFiles tree, String file) {
      try {
        return tree.read(TreePath.parse(file), MOST_FILE_BYTES);
      } catch (TreeFileException _) {
        return new byte[0];
      }
    }
  }

  public static ReportedRun fresh() {
    return new ReportedRun("<reports " + UUID.randomUUID() + ">");
  }

  /// The program to run at the root of the work tree; it exits as the command line does.
  public List<String> program(String commandLine) {
    return List.of("bash", "-c", SCRIPT, "bash", mark, commandLine);
  }

  /// Takes apart what the program wrote.
  public Parsed parse(String output) {
    int at = output.lastIndexOf("\n" + mark);
    if (at < 0) {
      return new Parsed(output, List.of());
    }
    var files = output.substring(at + 1 + mark.length()).lines().filter(l -> !l.isBlank());
    return new Parsed(output.substring(0, at), files.toList());
  }
}
