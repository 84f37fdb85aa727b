package dev.journeyman.agent.tool;

import dev.journeyman.task.Counted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a query as text, one a line.
final class TextTable {

  private static final int LONGEST_VALUE = 500;
  private static final int MOST_CHARACTERS = 30_000;

  private TextTable() {}

  static String of(ResultSet rows, int mostRows) throws SQLException {
    var text = new StringBuilder(String.join(" | ", columns(rows))).append('\n');
    int count = 0;
    boolean more = rows.next();
    while (more && count < mostRows && text.length() < MOST_CHARACTERS) {
      text.append(String.join(" | ", values(rows))).append('\n');
      count++;
      more = rows.next();
    }
    return text
        + "(%s%s)".formatted(Counted.of(count, "row"), more ? " shown, there are more" : "");
  }

  private static List<String> columns(ResultSet rows) throws SQLException {
    var names = new ArrayList<String>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      names.add(rows.getMetaData().getColumnLabel(i));
    }
    return names;
  }

  private static List<String> values(ResultSet rows) throws SQLException {
    var values = new ArrayList<String>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      values.add(shown(rows.getString(i)));
    }
    return values;
  }

  private static String shown(@Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    var line = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "…";
  }
}
