package dev.journeyman.http;

import dev.journeyman.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.flywaydb.core.Flyway;

/// One real PostgreSQL for all tests of this room; each test uses tenants of its own.
final class TestDatabase {

  private static final EmbeddedPostgres SERVER = start();

  static final Database DATABASE = new Database(pool());

  private TestDatabase() {}

  static void addTenant(String tenant) {
    DATABASE.withHandle(
        handle ->
            handle.execute("insert into tenant (id) values (?) on conflict do nothing", tenant));
  }

  private static javax.sql.DataSource pool() {
    var config = new com.zaxxer.hikari.HikariConfig();
    config.setDataSource(SERVER.getPostgresDatabase());
    config.setMaximumPoolSize(8);
    return new com.zaxxer.hikari.HikariDataSource(config);
  }

  private static EmbeddedPostgres start() {
    try {
      var server = EmbeddedPostgres.builder().start();
      Flyway.configure()
          .dataSource(server.getPostgresDatabase())
          .locations("classpath:db/migration")
          .load()
          .migrate();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
