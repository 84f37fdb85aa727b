package dev.journeyman.agent.testreport;

import java.util.List;

/// Reads counts and failing names out of what a test run wrote: JUnit XML (Maven, Gradle, pytest
/// and many more), and the output of Maven, pytest, unittest, go test, cargo test, node --test,
/// Jest, Vitest, Mocha and whatever speaks TAP. What it reads is the run's own word.
public final class TestReports {

  private static final List<Format> FORMATS =
      List.of(
          new MavenFormat(),
          new PytestFormat(),
          new UnittestFormat(),
          new GoFormat(),
          new CargoFormat(),
          new JestFormat(),
          new VitestFormat(),
          new MochaFormat());

  private TestReports() {}

  /// Sums what all tools in the output said; [TestCounts#NONE] if none is known.
  ///
  /// @param output of the command, without terminal sequences
  /// @param junitXml contents of report files written by this run; one that is no JUnit XML counts
  ///     for nothing
  public static TestCounts parse(String output, List<String> junitXml) {
    var files =
        junitXml.stream().map(JunitXml::parse).reduce(TestCounts.NONE, TestCounts::plus);
    return surer(files, ofOutput(output.lines().toList()));
  }

  private static TestCounts ofOutput(List<String> lines) {
    var counts =
        FORMATS.stream()
            .map(format -> format.parse(lines))
            .reduce(TestCounts.NONE, TestCounts::plus);
    var node = new NodeFormat().parse(lines);
    // The node runner may write TAP and its own totals: they are the same tests.
    return counts.plus(node.found() ? node : new TapFormat().parse(lines));
  }

  /// Files and output tell of the same tests, each perhaps only of some: the one that knows of
  /// failures or else of more tests is taken.
  private static TestCounts surer(TestCounts files, TestCounts output) {
    if ((files.failed() > 0) != (output.failed() > 0)) {
      return files.failed() > 0 ? files : output;
    }
    return files.executed() + files.skipped() >= output.executed() + output.skipped()
        ? files
        : output;
  }
}
