package dev.journeyman.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// Hands out the connection of the current transaction, guarded so that who uses it can neither end
/// the transaction nor close the connection.
final class JoiningDataSource implements DataSource {

  private final DataSource pool;
  private final Supplier<Optional<Connection>> current;

  JoiningDataSource(DataSource pool, Supplier<Optional<Connection>> current) {
    this.pool = pool;
    this.current = current;
  }

  @Override
  public Connection getConnection() throws SQLException {
    var joined = current.get();
    return joined.isPresent() ? guard(joined.get()) : pool.getConnection();
  }

  private static Connection guard(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            JoiningDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "close" -> null;
                  case "commit", "rollback", "setAutoCommit" ->
                      throw new SQLException("The transaction is ended by who began it");
                  default -> {
                    try {
                      yield method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  }
                });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The pool has one user");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
