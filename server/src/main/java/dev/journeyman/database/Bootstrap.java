package dev.journeyman.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What the superuser does at each start: it makes sure that the server is the one we mean and
/// loses nothing, and that our roles and our database exist.
record Bootstrap(String jdbcUrl, Logins logins) {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "password_encryption", "scram-sha-256",
          "unix_socket_directories", "",
          "listen_addresses", "127.0.0.1");

  void run(Path data, String database) {
    var superuser = logins.superuser();
    try (var handle = Jdbi.open(jdbcUrl, superuser.user(), superuser.password())) {
      require(handle, data);
      createRole(handle, logins.owner());
      createRole(handle, logins.service());
      createDatabase(handle, database);
    } catch (ConnectionException e) {
      throw DatabaseException.unreachable(jdbcUrl, superuser, e);
    }
  }

  private static void require(Handle handle, Path data) {
    var expected = new TreeMap<>(REQUIRED);
    expected.put("data_directory", data.toString());
    var actual =
        handle
            .createQuery("select name, setting from pg_settings where name in (<names>)")
            .bindList("names", expected.keySet())
            .reduceRows(
                new TreeMap<String, String>(),
                (settings, row) -> {
                  settings.put(
                      row.getColumn("name", String.class), row.getColumn("setting", String.class));
                  return settings;
                });
    if (!expected.equals(actual)) {
      throw new DatabaseException(
          "it is not set up as it has to be: " + difference(expected, actual));
    }
  }

  private static String difference(Map<String, String> expected, Map<String, String> actual) {
    return expected.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(actual.get(entry.getKey())))
        .map(
            entry ->
                "%s is '%s', not '%s'"
                    .formatted(entry.getKey(), actual.get(entry.getKey()), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// Names and passwords are ours and hold no character that would need quoting.
  private static void createRole(Handle handle, Login login) {
    if (!exists(
        handle, "select exists (select from pg_roles where rolname = :name)", login.user())) {
      handle.execute(
          "create role %s login password '%s'".formatted(login.user(), login.password()));
    }
  }

  private void createDatabase(Handle handle, String database) {
    var question = "select exists (select from pg_database where datname = :name)";
    if (!exists(handle, question, database)) {
      handle.execute("create database %s owner %s".formatted(database, logins.owner().user()));
    }
  }

  private static boolean exists(Handle handle, String question, String name) {
    return handle.createQuery(question).bind("name", name).mapTo(Boolean.class).one();
  }
}
