package dev.journeyman.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.journeyman.database.Announcements.Announcement;
import dev.journeyman.telemetry.Spans;
import dev.journeyman.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.jdbi.v3.jackson2.Jackson2Plugin;
import org.jdbi.v3.postgres.PostgresPlugin;

/// The pool and its transactions. A transaction belongs to the thread that began it: whatever this
/// thread does through the database until its end is part of it, and nothing of other threads is.
/// Safe for use by any number of threads.
public final class Database implements AutoCloseable {

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Notifications notifications;
  private final Optional<RedisNotifications> redis;
  private final Announcements announcements;
  private final ScopedValue<Transaction> current = ScopedValue.newInstance();
  private final Calls calls = new Calls();
  private final Traces traces;

  private Database(
      HikariDataSource pool, Notifications notifications, Optional<URI> redis, Traces traces) {
    this.traces = traces;
    this.pool = pool;
    this.jdbi = jdbi(pool);
    this.notifications = notifications;
    this.redis =
        redis.map(
            address ->
                new RedisNotifications(
                    address, notifications::deliver, notifications::resynchronise));
    this.announcements =
        new Announcements(jdbi, batch -> this.redis.filter(way -> way.publish(batch)).isPresent());
  }

  /// Migrates the tables as their owner and opens the pool as the service.
  ///
  /// @throws DatabaseException if the database cannot be reached or migrated
  public static Database open(DatabaseSettings settings) {
    return open(settings, Optional.empty(), Traces.off());
  }

  /// Likewise, with notifications over Redis for as long as it can be reached; every instance of a
  /// database has to name the same.
  public static Database open(DatabaseSettings settings, Optional<URI> redis, Traces traces) {
    return open(settings, Migrations.run(settings), redis, traces);
  }

  /// Opens the pool on tables that are up to date.
  static Database openMigrated(DatabaseSettings settings) {
    var role = new ServiceRole.OwnLogin(settings.service().user());
    return open(settings, role, Optional.empty(), Traces.off());
  }

  private static Database open(
      DatabaseSettings settings, ServiceRole role, Optional<URI> redis, Traces traces) {
    var pool = ConnectionPool.open(settings, role);
    return new Database(
        pool, new Notifications(settings.jdbcUrl(), settings.service()), redis, traces);
  }

  /// Does the work on a connection: that of this thread's transaction, else one of its own on which
  /// each statement stands alone.
  public <R> R withHandle(Function<Handle, R> work) {
    return current.isBound()
        ? work.apply(current.get().handle())
        : calls.make(() -> jdbi.withHandle(work::apply));
  }

  /// Does the work in this thread's transaction, else in one of its own (read committed), which is
  /// committed at the end, or rolled back if the work throws. Nothing is retried. Work that joins a
  /// transaction and throws has to be let through: what it did would be committed otherwise.
  public <R> R inTransaction(Function<Handle, R> work) {
    return current.isBound()
        ? work.apply(current.get().handle())
        : calls.make(() -> traces.within(Spans.transaction(), _ -> begin(work)));
  }

  private <R> R begin(Function<Handle, R> work) {
    var told = new ArrayList<Announcement>();
    var result =
        jdbi.inTransaction(
            handle -> {
              var transaction = Transaction.of(handle, told);
              return ScopedValue.where(current, transaction).call(() -> work.apply(handle));
            });
    announcements.send(told);
    return result;
  }

  /// Interrupts a thread, but not in the middle of what it does here: that would cost the
  /// connection, and leave open whether a transaction was committed. Never waits.
  public void interrupt(Thread thread) {
    calls.interrupt(thread);
  }

  /// Whether an error, or what caused it, says that the database could not do its work just now: it
  /// cannot be reached, goes down, has no room left. Whatever was not committed is worth another
  /// try.
  public static boolean isOutage(Throwable error) {
    return Outage.is(error);
  }

  /// Like [#inTransaction(Function)], for work without a result.
  public void useTransaction(Consumer<Handle> work) {
    inTransaction(
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  /// Hands out the connection of this thread's transaction, so that a library which knows only JDBC
  /// takes part in it: its close does nothing there, its commit and rollback are errors. Without a
  /// transaction it is the pool.
  public DataSource transactional() {
    return new TransactionalDataSource(
        pool, () -> current.isBound() ? current.get().connection() : pool.getConnection());
  }

  /// Shows the pool's connections and waiting times in a registry, as `hikaricp_*`.
  public void measure(MeterRegistry registry) {
    pool.setMetricRegistry(registry);
  }

  /// The pool itself; its connections never take part in a transaction of this class.
  public DataSource pool() {
    return pool;
  }

  /// Hears what is sent to a channel, from now on until the database is closed. Notifications are
  /// hints: those sent while the connection was down are lost, therefore `resynchronise` runs when
  /// listening has begun and after each reconnect. Both run on one thread, one after the other, and
  /// have to be quick; what they throw is logged.
  public void listen(String channel, Consumer<String> received, Runnable resynchronise) {
    notifications.listen(new Notifications.Listener(channel, received, resynchronise));
  }

  /// Like [#listen(String, Consumer, Runnable)], for a listener to whom a lost notification does
  /// not matter.
  public void listen(String channel, Consumer<String> received) {
    listen(channel, received, () -> {});
  }

  /// Sends a text of at most 7,999 bytes to a channel soon after the surrounding transaction is
  /// committed; without one, soon. Never waits; equal texts that gather meanwhile arrive once.
  public void send(String channel, String payload) {
    var announcement = new Announcement(channel, payload);
    if (current.isBound()) {
      current.get().announcements().add(announcement);
    } else {
      announcements.send(List.of(announcement));
    }
  }

  /// Whether notifications travel over Redis at present.
  public boolean overRedis() {
    return redis.filter(RedisNotifications::connected).isPresent();
  }

  /// Stops listening and closes every connection.
  @Override
  public void close() {
    redis.ifPresent(RedisNotifications::close);
    notifications.close();
    pool.close();
  }

  private static Jdbi jdbi(DataSource pool) {
    var jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
    jdbi.installPlugin(new Jackson2Plugin());
    // Arguments hold passwords and texts of tasks, and messages end up in logs.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.getConfig(Jackson2Config.class).setMapper(StoredJson.mapper());
    return jdbi;
  }
}
