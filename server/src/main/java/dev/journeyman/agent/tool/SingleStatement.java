package dev.journeyman.agent.tool;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// One SQL statement that reads.
final class SingleStatement {

  private static final int LONGEST = 20_000;
  private static final Set<String> READING =
      Set.of("select", "with", "values", "table", "show", "explain");
  private static final Pattern START =
      Pattern.compile(
          "\\A(?:\\s++|--[^\n]*+\n|/\\*(?:[^*]|\\*(?!/))*+\\*/|\\()*+(?<word>[A-Za-z]++)");

  private SingleStatement() {}

  /// The statement without a semicolon at its end.
  ///
  /// @throws ToolFailure if it is something else. Any other semicolon is refused, even one in
  ///     quotes: the driver would send what it takes for several statements one by one, a COMMIT
  ///     among them, and no second opinion on where a statement ends can be as safe as none
  static String check(String sql) {
    var statement = sql.strip();
    statement =
        statement.endsWith(";") ? statement.substring(0, statement.length() - 1) : statement;
    if (statement.isBlank() || statement.length() > LONGEST || statement.indexOf('\0') >= 0) {
      throw new ToolFailure("`sql` must be one statement of at most 20,000 characters.");
    }
    if (statement.contains(";")) {
      throw new ToolFailure(
          "Exactly one statement can be asked at a time, without a semicolon in it (write chr(59) for one in a text). Nothing was run.");
    }
    var start = START.matcher(statement);
    if (!start.find() || !READING.contains(start.group("word").toLowerCase(Locale.ROOT))) {
      throw new ToolFailure(
          "Only SELECT, WITH, VALUES, TABLE, SHOW and EXPLAIN can be asked here. Nothing was run.");
    }
    return statement;
  }
}
