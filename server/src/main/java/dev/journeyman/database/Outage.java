package dev.journeyman.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import org.jdbi.v3.core.ConnectionException;

/// Tells whether the database could not do its work just now, and nothing was wrong with the work:
/// the same is worth another try.
final class Outage {

  /// Classes of SQLSTATE: lost connections, rollbacks for the sake of others, a lack of resources
  /// such as disk space, a server that goes down or comes up, and its host's errors.
  private static final List<String> PASSING = List.of("08", "40", "53", "57P", "58");

  private static final int DEEPEST = 20;

  private Outage() {}

  static boolean is(Throwable error) {
    var cause = error;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (isItself(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isItself(Throwable error) {
    return switch (error) {
      case ConnectionException _, SQLTransientException _ -> true;
      case SQLException e -> e.getSQLState() != null && passes(e.getSQLState());
      default -> false;
    };
  }

  private static boolean passes(String state) {
    return PASSING.stream().anyMatch(state::startsWith);
  }
}
