package dev.journeyman.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL of our own in a directory of ours. It survives the service: after a crash it goes
/// on running and the next start adopts it, provided that it is ours and set up as we would set it
/// up; else it is stopped and started again. When it ends by itself (somebody killed it, the host
/// was out of memory) it is started again where it was.
///
/// The directory holds `cluster` (the data), `credentials` (the passwords, 0600), `lock` (held
/// while a service uses it) and `start.log`. What is committed is on disk: that is read back from
/// the server before it is handed out.
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String NAME = "journeyman";
  private static final Duration GRACE = Duration.ofSeconds(1);

  /// How long closing waits for a start that is under way.
  private static final Duration LEAVING = Duration.ofSeconds(10);

  private final DirectoryLock lock;
  private final Cluster cluster;
  private volatile Postmaster postmaster;
  private final Logins logins;
  private final boolean adopted;
  private volatile boolean closing;
  private final Thread watcher =
      Thread.ofVirtual().name("embedded-postgresql").unstarted(this::watch);

  private EmbeddedDatabase(
      DirectoryLock lock, Cluster cluster, Postmaster postmaster, Logins logins, boolean adopted) {
    this.lock = lock;
    this.cluster = cluster;
    this.postmaster = postmaster;
    this.logins = logins;
    this.adopted = adopted;
  }

  /// Unpacks PostgreSQL where [#start(Path)] will look for it, unless it is there; answers where.
  public static Path prepare() {
    return PostgresBinaries.prepared();
  }

  /// Starts, or finds again, the server whose data is in this place.
  ///
  /// @throws DatabaseException if another service uses the directory, or the server cannot run
  public static EmbeddedDatabase start(Path place) {
    var directory = place.toAbsolutePath().normalize();
    var user = ServerUser.ofThisProcess();
    user.shareParent(directory);
    var lock = DirectoryLock.take(directory);
    try {
      var cluster = new Cluster(directory, PostgresBinaries.ready(directory), user);
      return start(lock, cluster, Logins.in(directory));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// Whether a service, of this process or another, uses this place now.
  public static boolean inUse(Path place) {
    return DirectoryLock.held(place.toAbsolutePath().normalize());
  }

  private static EmbeddedDatabase start(DirectoryLock lock, Cluster cluster, Logins logins) {
    cluster.createUnlessThere(logins.superuser());
    var running = cluster.running();
    if (running.isPresent()) {
      var found = new EmbeddedDatabase(lock, cluster, running.get(), logins, true);
      if (found.adopt()) {
        return found.watched();
      }
      cluster.stop(running.get());
    }
    var started = new EmbeddedDatabase(lock, cluster, cluster.start(), logins, false);
    started.secure();
    return started.watched();
  }

  private EmbeddedDatabase watched() {
    watcher.start();
    return this;
  }

  private void watch() {
    try {
      while (!closing) {
        awaitEnd();
        // Who takes a host down ends the server and the service at once.
        TimeUnit.NANOSECONDS.sleep(GRACE.toNanos());
        startAgain();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() throws InterruptedException {
    var process = postmaster.process();
    if (process.isPresent()) {
      try {
        process.get().onExit().get();
      } catch (ExecutionException e) {
        LOGGER.warn("Cannot tell whether PostgreSQL (process {}) runs", processId(), e);
      }
    }
  }

  /// Whatever goes wrong, the next round tries again. A server that is still recovering its data is
  /// waited for.
  private void startAgain() {
    try {
      LOGGER.error("PostgreSQL (process {}) has ended by itself; starting it again", processId());
      postmaster = cluster.running().orElseGet(() -> cluster.startOn(port()));
      secure();
      LOGGER.info("PostgreSQL is there again as process {}; work goes on", processId());
    } catch (RuntimeException e) {
      if (!closing) {
        LOGGER.error("PostgreSQL cannot be started again ({}); it is tried on", e.toString());
      }
    }
  }

  /// The running server's databases, reached as its superuser, its owner and its service.
  public DatabaseSettings settings() {
    return new DatabaseSettings(jdbcUrl(NAME), logins.owner(), logins.service());
  }

  /// Whether the server was found running.
  public boolean adopted() {
    return adopted;
  }

  /// The process id of the server.
  public long processId() {
    return postmaster.processId();
  }

  /// Stops the server after a checkpoint; connections still open are cut.
  @Override
  public synchronized void close() {
    closing = true;
    try {
      watcher.interrupt();
      watcher.join(LEAVING);
      cluster.stop(Postmaster.of(cluster.data()).orElse(postmaster));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      cluster.stop(postmaster);
    } finally {
      lock.close();
    }
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postmaster.port(), database);
  }

  int port() {
    return postmaster.port();
  }

  Login superuser() {
    return logins.superuser();
  }

  private boolean adopt() {
    try {
      secure();
      LOGGER.info("Adopted the PostgreSQL that still runs as process {}", processId());
      return true;
    } catch (DatabaseException e) {
      LOGGER.warn("Restarting the PostgreSQL that still runs: {}", e.getMessage());
      return false;
    }
  }

  private void secure() {
    new Bootstrap(jdbcUrl("postgres"), logins).run(cluster.data(), NAME);
  }
}
