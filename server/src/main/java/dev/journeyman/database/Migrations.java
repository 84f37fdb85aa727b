package dev.journeyman.database;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Brings the tables up to date as their owner, one instance at a time.
final class Migrations {

  private static final long LOCK = 4_002_4_002L;
  private static final String PLACE = "db/migration";

  /// Every script there is; a test compares.
  static final List<String> SCRIPTS =
      List.of(
          "V1__house.sql",
          "V2__summaries.sql",
          "V6__evidence.sql",
          "V9__grants.sql",
          "V10__webhooks.sql",
          "V11__more_evidence.sql",
          "V21__forks.sql",
          "V41__traces.sql",
          "V51__retention.sql",
          "V52__rate_use.sql",
          "V61__screens.sql",
          "V62__heard.sql",
          "V71__workers.sql",
          "V72__rate_debt.sql",
          "V73__holders.sql",
          "V74__archived_names.sql");

  private Migrations() {}

  static ServiceRole run(DatabaseSettings settings) {
    var owner = settings.owner();
    try (var handle = Jdbi.open(settings.jdbcUrl(), owner.user(), owner.password())) {
      lock(handle);
      if (!isUpToDate(handle)) {
        migrate(settings);
        remember(handle);
      }
      return Grants.give(handle, settings);
    } catch (ConnectionException e) {
      throw DatabaseException.unreachable(settings.jdbcUrl(), settings.owner(), e);
    } catch (FlywayException e) {
      throw new DatabaseException(
          "Cannot migrate the database at %s: %s".formatted(settings.jdbcUrl(), e.getMessage()), e);
    }
  }

  /// Held until the connection is closed.
  private static void lock(Handle handle) {
    handle
        .createQuery("select 1 from pg_advisory_lock(:key)")
        .bind("key", LOCK)
        .mapTo(Integer.class)
        .one();
  }

  /// Whether these very scripts have run: to look is a hundred times as fast as to let Flyway look.
  private static boolean isUpToDate(Handle handle) {
    return handle
        .createQuery(
            "select coalesce(obj_description(to_regclass('flyway_schema_history')), '') = :print")
        .bind("print", fingerprint())
        .mapTo(Boolean.class)
        .one();
  }

  /// The fingerprint is the comment of Flyway's own table, and goes when that goes.
  private static void remember(Handle handle) {
    handle.execute("comment on table flyway_schema_history is '%s'".formatted(fingerprint()));
  }

  private static String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var script : SCRIPTS) {
        try (var stream = Migrations.class.getResourceAsStream("/" + PLACE + "/" + script)) {
          digest.update(Objects.requireNonNull(stream, script).readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot read the migrations", e);
    }
  }

  private static void migrate(DatabaseSettings settings) {
    var owner = settings.owner();
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(settings.jdbcUrl(), owner.user(), owner.password())
        .locations("classpath:" + PLACE)
        .validateMigrationNaming(true)
        .load()
        .migrate();
  }
}
