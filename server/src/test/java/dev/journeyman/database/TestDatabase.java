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

  static final String PREFIX = "journeyman-test-";

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

  /// A database that is not the service's, for what asks foreign ones.
  public record Foreign(String jdbcUrl) {

    /// Runs a statement as the server's superuser.
    public void execute(String statement) {
      var superuser = SERVER.superuser();
      Jdbi.create(jdbcUrl, superuser.user(), superuser.password())
          .useHandle(handle -> handle.execute(statement));
    }
  }

  public static Foreign foreign() {
    return new Foreign(SERVER.jdbcUrl(copy("template1")));
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

  /// Runs a statement in this database as the server's superuser, whom no grant holds back.
  public static void asSuperuser(Database database, String statement) {
    var name =
        database.withHandle(
            handle -> handle.createQuery("select current_database()").mapTo(String.class).one());
    var superuser = SERVER.superuser();
    Jdbi.create(SERVER.jdbcUrl(name), superuser.user(), superuser.password())
        .useHandle(handle -> handle.execute(statement));
  }

  private static String copy(String template) {
    var name = "test_" + COUNT.incrementAndGet();
    asSuperuser("create database %s template %s owner journeyman_owner".formatted(name, template));
    return name;
  }

  private static EmbeddedDatabase start() {
    try {
      LeftOver.servers().forEach(LeftOver::remove);
      var directory = Files.createTempDirectory(PREFIX);
      var server = EmbeddedDatabase.start(directory);
      Runtime.getRuntime().addShutdownHook(new Thread(new Ending(server, directory)));
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

  /// A class of its own, so that it works even where this one could not be initialised.
  private record Ending(EmbeddedDatabase server, Path directory) implements Runnable {
    @Override
    public void run() {
      try {
        server.close();
        DirectoryTree.delete(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
