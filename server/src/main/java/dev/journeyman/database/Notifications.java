package dev.journeyman.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears PostgreSQL's notifications on one connection of its own, which is opened at the first
/// listener and, after growing pauses, opened again when it breaks. Others may deliver, too; of
/// everything that listeners do, one thing runs at a time.
final class Notifications implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Notifications.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int WAIT_MILLIS = 500;
  private static final int SILENT_WAITS_BEFORE_PROBE = 20;
  private static final int PROBE_SECONDS = 5;

  /// @param received takes what was sent
  /// @param resynchronise runs when something may have been missed
  record Listener(String channel, Consumer<String> received, Runnable resynchronise) {}

  private final String jdbcUrl;
  private final Login login;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final Queue<Listener> unheard = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread thread;

  Notifications(String jdbcUrl, Login login) {
    this.jdbcUrl = jdbcUrl;
    this.login = login;
  }

  synchronized void listen(Listener listener) {
    listeners.add(listener);
    unheard.add(listener);
    if (thread == null) {
      thread = Thread.ofVirtual().name("notifications").start(this::run);
    }
  }

  /// Ends within half a second.
  @Override
  public void close() {
    closed.countDown();
  }

  /// Tells the channel's listeners.
  void deliver(String channel, String payload) {
    listeners.stream()
        .filter(listener -> listener.channel().equals(channel))
        .forEach(listener -> safely(listener, () -> listener.received().accept(payload)));
  }

  /// Something may have been missed on any channel.
  void resynchronise() {
    listeners.forEach(listener -> safely(listener, listener.resynchronise()));
  }

  private void run() {
    var pause = FIRST_PAUSE;
    while (!closed(pause)) {
      try (var connection = DriverManager.getConnection(jdbcUrl, login.user(), login.password())) {
        unheard.clear();
        unheard.addAll(listeners);
        pause = FIRST_PAUSE;
        hear(connection);
      } catch (SQLException e) {
        pause = longer(pause);
        warnUnlessClosed(e, pause);
      }
    }
  }

  /// When the service ends, the server may be gone before this connection is.
  private void warnUnlessClosed(SQLException e, Duration pause) {
    if (!closed(Duration.ZERO)) {
      LOGGER.warn(
          "Notifications of the database are interrupted ({}); trying again in {} ms",
          e.getMessage(),
          pause.toMillis());
    }
  }

  private void hear(Connection connection) throws SQLException {
    var silentWaits = 0;
    while (!closed(Duration.ZERO)) {
      listenToNewChannels(connection);
      var notifications = connection.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
      silentWaits = notifications.length == 0 ? silentWaits + 1 : 0;
      for (var notification : notifications) {
        deliver(notification.getName(), notification.getParameter());
      }
      if (silentWaits >= SILENT_WAITS_BEFORE_PROBE) {
        probe(connection);
        silentWaits = 0;
      }
    }
  }

  private void listenToNewChannels(Connection connection) throws SQLException {
    for (var next = unheard.poll(); next != null; next = unheard.poll()) {
      try (var statement = connection.createStatement()) {
        statement.execute("listen \"%s\"".formatted(next.channel().replace("\"", "\"\"")));
      }
      safely(next, next.resynchronise());
    }
  }

  private void safely(Listener listener, Runnable work) {
    turn.lock();
    try {
      work.run();
    } catch (RuntimeException e) {
      LOGGER.error("A listener of channel {} failed; it stays", listener.channel(), e);
    } finally {
      turn.unlock();
    }
  }

  /// A connection whose other end has vanished stays silent for ever.
  private static void probe(Connection connection) throws SQLException {
    if (!connection.isValid(PROBE_SECONDS)) {
      throw new SQLException("the connection no longer answers");
    }
  }

  private boolean closed(Duration wait) {
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
