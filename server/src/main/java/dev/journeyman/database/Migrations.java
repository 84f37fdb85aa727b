package dev.journeyman.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Brings the tables up to date as their owner, one instance at a time.
final class Migrations {

  private static final long LOCK = 4_002_4_002L;

  private Migrations() {}

  static ServiceRole run(DatabaseSettings settings) {
    var owner = settings.owner();
    try (var handle = Jdbi.open(settings.jdbcUrl(), owner.user(), owner.password())) {
      lock(handle);
      migrate(settings);
      return ServiceRole.prepare(handle, settings);
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

  private static void migrate(DatabaseSettings settings) {
    var owner = settings.owner();
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(settings.jdbcUrl(), owner.user(), owner.password())
        .locations("classpath:db/migration")
        .validateMigrationNaming(true)
        .load()
        .migrate();
  }
}
