package dev.journeyman.agent.tool;

import java.sql.Connection;
import java.sql.SQLException;

/// Which database a connection leads to, however its address is spelled. A replica is the same.
///
/// @param system what the server was given when its data directory was made
public record DatabaseIdentity(long system, String database) {

  /// Asks the server, which lets every role ask this.
  public static DatabaseIdentity of(Connection connection) throws SQLException {
    var question = "SELECT system_identifier, current_database() FROM pg_control_system()";
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      row.next();
      return new DatabaseIdentity(row.getLong(1), String.valueOf(row.getString(2)));
    }
  }
}
