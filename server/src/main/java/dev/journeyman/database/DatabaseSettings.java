package dev.journeyman.database;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How the service reaches its database.
///
/// @param jdbcUrl address without user and password
/// @param owner who owns the tables and runs the migrations
/// @param service who does everything else; where it is the owner's login, the service steps
///     down to a lesser role if the owner may make one
/// @param connections the largest number of pooled connections, at least 2
public record DatabaseSettings(String jdbcUrl, Login owner, Login service, int connections) {

  private static final int DEFAULT_CONNECTIONS = 16;

  public DatabaseSettings {
    if (connections < 2) {
      throw new IllegalArgumentException("At least 2 connections are needed: " + connections);
    }
  }

  public DatabaseSettings(String jdbcUrl, Login owner, Login service) {
    this(jdbcUrl, owner, service, DEFAULT_CONNECTIONS);
  }

  /// Reads `postgresql://user:password@host:port/database?sslmode=...`.
  ///
  /// @throws IllegalArgumentException if it is no such address; the password is not repeated
  public static DatabaseSettings of(String url) {
    return DatabaseUrl.parse(url);
  }

  public DatabaseSettings withConnections(int changed) {
    return new DatabaseSettings(jdbcUrl, owner, service, changed);
  }

  /// What must never be shown.
  public Set<String> secrets() {
    return Set.copyOf(new HashSet<>(List.of(owner.password(), service.password())));
  }

  boolean oneLogin() {
    return owner.equals(service);
  }
}
