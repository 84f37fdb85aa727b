package dev.journeyman.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/// The pool and its transactions. A call inside another call's transaction, on the same thread,
/// joins it.
public final class Database implements AutoCloseable {

  private static final ScopedValue<Handle> CURRENT = ScopedValue.newInstance();

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  public Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
  }

  /// Runs statements, in the transaction of this thread if there is one.
  public <R> R withHandle(Function<Handle, R> work) {
    return CURRENT.isBound() ? work.apply(CURRENT.get()) : jdbi.withHandle(work::apply);
  }

  /// Runs statements that take effect together or not at all.
  public <R> R inTransaction(Function<Handle, R> work) {
    return CURRENT.isBound()
        ? work.apply(CURRENT.get())
        : jdbi.inTransaction(
            handle -> ScopedValue.where(CURRENT, handle).call(() -> work.apply(handle)));
  }

  /// A data source whose connection is that of the current transaction, for libraries that have to
  /// take part in it; outside of one, a connection of the pool.
  public DataSource transactional() {
    return new JoiningDataSource(pool, Database::current);
  }

  /// The pool itself.
  public DataSource pool() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }

  private static java.util.Optional<Connection> current() {
    return CURRENT.isBound()
        ? java.util.Optional.of(CURRENT.get().getConnection())
        : java.util.Optional.empty();
  }
}
