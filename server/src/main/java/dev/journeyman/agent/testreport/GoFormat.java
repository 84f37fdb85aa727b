package dev.journeyman.agent.testreport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// go test, plain, verbose or as JSON. Without -v a package that passed says nothing of its tests:
/// then it counts as one.
final class GoFormat implements Format {

  private static final Pattern TEST =
      Pattern.compile("^\\s*--- (?<verdict>PASS|FAIL|SKIP): (?<name>\\S+) \\(");
  private static final Pattern JSON =
      Pattern.compile(
          "^\\{.*\"Action\":\"(?<verdict>pass|fail|skip)\".*\"Package\":\"(?<package>[^\"]+)\"(?:.*?\"Test\":\"(?<name>[^\"]+)\")?");
  private static final Pattern PACKAGE =
      Pattern.compile("^(?<verdict>ok|FAIL)\\s+(?<name>\\S+)\\s+(?<rest>.*)$");

  @Override
  public TestCounts parse(List<String> lines) {
    var tally = new Tally();
    boolean tests = false;
    for (var line : lines) {
      if (line.length() > 2000) {
        continue;
      }
      var test = TEST.matcher(line);
      var json = JSON.matcher(line);
      var group = PACKAGE.matcher(line);
      if (test.find()) {
        tally.add(test.group("verdict"), test.group("name"));
        tests = true;
      } else if (json.find() && json.group("name") != null) {
        tally.add(json.group("verdict").toUpperCase(Locale.ROOT), json.group("package") + "." + json.group("name"));
      } else if (group.find()) {
        boolean told = tests;
        tests = false;
        if (!told) {
          tally.addPackage(group.group("verdict"), group.group("name"), group.group("rest"));
        }
      }
    }
    return tally.counts();
  }

  private static final class Tally {
    private int passed;
    private int skipped;
    private int failed;
    private final List<String> failing = new ArrayList<>();
    private final HashSet<String> packages = new HashSet<>();

    void add(String verdict, String name) {
      switch (verdict) {
        case "PASS" -> passed++;
        case "SKIP" -> skipped++;
        default -> {
          failed++;
          failing.add(name);
        }
      }
    }

    void addPackage(String verdict, String name, String rest) {
      boolean ran = verdict.equals("FAIL") || rest.matches("(?:\\d[\\d.]*s|\\(cached\\)).*");
      if (ran && !rest.contains("[no tests to run]") && packages.add(name)) {
        add(verdict.equals("ok") ? "PASS" : "FAIL", name);
      }
    }

    TestCounts counts() {
      return TestCounts.of(passed, failed, skipped, failing);
    }
  }
}
