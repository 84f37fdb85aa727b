package dev.journeyman.agent.testreport;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How one tool writes what its tests did.
interface Format {

  /// [TestCounts#NONE] if this tool wrote nothing.
  TestCounts parse(List<String> lines);

  /// All matches of a pattern, at most one a line. Lines of more than 2,000 characters are no
  /// report.
  static Stream<Matcher> matches(List<String> lines, Pattern pattern) {
    return lines.stream()
        .filter(line -> line.length() <= 2000)
        .map(pattern::matcher)
        .filter(Matcher::find);
  }

  static List<String> names(List<String> lines, Pattern pattern) {
    return matches(lines, pattern).map(match -> match.group("name").strip()).toList();
  }

  /// The number of a group; 0 if the group is not there or too large to be a count.
  static int number(Matcher match, String group) {
    var digits = match.group(group);
    return digits == null || digits.length() > 8 ? 0 : Integer.parseInt(digits);
  }

  /// The number before a word in a list such as `1 failed, 2 passed`; 0 if the word is missing.
  static int before(String list, String word) {
    var match = Pattern.compile("(?<count>\\d{1,8}) " + word + "\\b").matcher(list);
    return match.find() ? number(match, "count") : 0;
  }
}
