package dev.journeyman.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.time.Duration;

/// Opens the pool of the service's connections.
final class ConnectionPool {

  private static final int KEPT_IDLE_OF = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofMinutes(2);

  private ConnectionPool() {}

  static HikariDataSource open(DatabaseSettings settings, ServiceRole role) {
    try {
      return new HikariDataSource(configuration(settings, role));
    } catch (HikariPool.PoolInitializationException e) {
      throw DatabaseException.unreachable(settings.jdbcUrl(), settings.service(), e);
    }
  }

  private static HikariConfig configuration(DatabaseSettings settings, ServiceRole role) {
    var configuration = new HikariConfig();
    configuration.setPoolName("journeyman");
    configuration.setJdbcUrl(settings.jdbcUrl());
    configuration.setUsername(settings.service().user());
    configuration.setPassword(settings.service().password());
    configuration.setMaximumPoolSize(settings.connections());
    configuration.setMinimumIdle(Math.max(1, settings.connections() / KEPT_IDLE_OF));
    configuration.setIdleTimeout(IDLE.toMillis());
    configuration.setConnectionTimeout(PATIENCE.toMillis());
    configuration.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    configuration.addDataSourceProperty("ApplicationName", "journeyman");
    configuration.addDataSourceProperty("tcpKeepAlive", "true");
    // The detail of a refusal repeats the row.
    configuration.addDataSourceProperty("logServerErrorDetail", "false");
    role.stepDown().ifPresent(configuration::setConnectionInitSql);
    return configuration;
  }
}
