package dev.journeyman.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/// Real databases for tests: one embedded server for each JVM, started at the first use and gone
/// with the JVM, and on it a migrated, empty database for whoever asks. A test class that keeps one
/// in a static field need not close it.
public final class TestDatabase {

  private static final String TEMPLATE = "migrated";
  private static final int CONNECTIONS = 8;
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedDatabase SERVER = start();

  private TestDatabase() {}

  /// A database of its own with the tables of the service and nothing in them.
  public static Database fresh() {
    return Database.openMigrated(settings(copy(TEMPLATE)));
  }

  /// How to reach a database without any table, to which the owner's login belongs.
  static DatabaseSettings empty() {
    return settings(copy("template1"));
  }

  static DatabaseSettings settings(String database) {
    var settings = SERVER.settings();
    return new DatabaseSettings(
        SERVER.jdbcUrl(database), settings.owner(), settings.service(), CONNECTIONS);
  }

  /// Runs a statement as the server's superuser.
  static void asSuperuser(String statement) {
    var superuser = SERVER.superuser();
    Jdbi.create(SERVER.jdbcUrl("postgres"), superuser.user(), superuser.password())
        .useHandle(handle -> handle.execute(statement));
  }

  private static String copy(String template) {
    var name = "test_" + COUNT.incrementAndGet();
    asSuperuser("create database %s template %s owner journeyman_owner".formatted(name, template));
    return name;
  }

  private static EmbeddedDatabase start() {
    try {
      var directory = Files.createTempDirectory("journeyman-test-");
      var server = EmbeddedDatabase.start(directory);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
      createTemplate(server);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createTemplate(EmbeddedDatabase server) {
    var superuser = server.superuser();
    Jdbi.create(server.jdbcUrl("postgres"), superuser.user(), superuser.password())
        .useHandle(
            handle ->
                handle.execute("create database %s owner journeyman_owner".formatted(TEMPLATE)));
    var settings = server.settings();
    Migrations.run(
        new DatabaseSettings(server.jdbcUrl(TEMPLATE), settings.owner(), settings.service()));
  }

  private static void stop(EmbeddedDatabase server, Path directory) {
    try {
      server.close();
      DirectoryTree.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
