package dev.journeyman.agent.tool;

import dev.journeyman.repository.RepositoryConfiguration.DataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Opens a data source in a read-only transaction, bounded in time and memory.
final class DatabaseConnection {

  private DatabaseConnection() {}

  static Connection open(DataSource source) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", source.user());
    properties.setProperty("password", source.password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "8");
    properties.setProperty("socketTimeout", "20");
    properties.setProperty("maxResultBuffer", "32M");
    properties.setProperty("ApplicationName", "journeyman query_database");
    if (!source.url().startsWith("jdbc:postgresql:")) {
      throw new ToolFailure(
          "The data source `%s` has no PostgreSQL URL (jdbc:postgresql://…). Go on without it."
              .formatted(source.name()));
    }
    var connection = DriverManager.getConnection(source.url(), properties);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    return connection;
  }
}
