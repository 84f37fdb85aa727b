package dev.journeyman.database;

import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The pool and its transactions.
public final class Database {
  private final Jdbi jdbi;

  public Database(DataSource pool) {
    this.jdbi = Jdbi.create(pool);
  }

  public <R> R withHandle(Function<Handle, R> work) {
    return jdbi.withHandle(work::apply);
  }

  public <R> R inTransaction(Function<Handle, R> work) {
    return jdbi.inTransaction(work::apply);
  }
}
