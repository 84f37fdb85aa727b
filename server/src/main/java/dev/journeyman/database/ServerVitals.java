package dev.journeyman.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// What a PostgreSQL says of itself when it is asked once, without a pool and without migrations.
///
/// @param version such as `18.6`
/// @param clock what time it has
public record ServerVitals(String version, Instant clock) {

  /// Asks the server as the owner of the tables.
  ///
  /// @throws DatabaseException if it cannot be reached; the message says why
  public static ServerVitals of(DatabaseSettings settings) {
    var owner = settings.owner();
    try (var connection =
            DriverManager.getConnection(settings.jdbcUrl(), owner.user(), owner.password());
        var statement = connection.createStatement();
        var row =
            statement.executeQuery("select current_setting('server_version'), clock_timestamp()")) {
      row.next();
      return new ServerVitals(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
    } catch (SQLException e) {
      throw DatabaseException.unreachable(settings.jdbcUrl(), owner, e);
    }
  }
}
