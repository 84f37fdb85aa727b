package dev.journeyman.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One data directory: creates it, and starts and stops the server on it.
///
/// @param directory holds the data in `cluster`
/// @param binaries PostgreSQL, unpacked
record Cluster(Path directory, Path binaries, ServerUser user) {

  private static final Logger LOGGER = LoggerFactory.getLogger(Cluster.class);
  private static final int STARTS = 3;

  /// How long what a killed server left running may take to notice.
  private static final Duration ORPHANS = Duration.ofSeconds(30);

  private static final Duration BETWEEN_STARTS = Duration.ofMillis(250);

  private static final Duration RECOVERY = Duration.ofMinutes(10);
  private static final Duration REPORT = Duration.ofSeconds(10);

  Path data() {
    return directory.resolve("cluster");
  }

  /// Creates the data under another name first, so that a crash leaves no half of it.
  void createUnlessThere(Login superuser) {
    if (!Files.exists(data())) {
      var fresh = directory.resolve("cluster.new");
      var password = directory.resolve("password.new");
      try {
        DirectoryTree.delete(fresh);
        createPrivate(fresh, password, superuser.password());
        initialise(fresh, password, superuser.user());
        Files.writeString(fresh.resolve("pg_hba.conf"), ServerOptions.ACCESS);
        user.give(fresh);
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(password);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot create the data directory " + data(), e);
      }
    }
  }

  private void createPrivate(Path fresh, Path password, String text) throws IOException {
    Files.createDirectory(fresh);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
    Files.deleteIfExists(password);
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, text);
    user.giveToCreator(fresh);
    user.giveToCreator(password);
  }

  private void initialise(Path fresh, Path password, String superuser) {
    ServerProcess.run(
        user.creation(ServerOptions.creation(binaries, fresh, password, superuser)), log());
  }

  /// The server that runs on the data, if one does; waits until it is ready.
  Optional<Postmaster> running() {
    return Postmaster.of(data()).map(found -> found.ready() ? found : ready(found));
  }

  private Postmaster ready(Postmaster found) {
    return awaitReady(found.process().orElseThrow());
  }

  /// Starts the server on a free port of the loopback interface.
  Postmaster start() {
    return startWith(List.of());
  }

  /// Starts it with options that override ours.
  Postmaster startWith(List<String> options) {
    for (var attempt = 1; ; attempt++) {
      try {
        return start(ServerOptions.freePort(), options);
      } catch (DatabaseException e) {
        if (attempt == STARTS || !ServerProcess.portWasTaken(log())) {
          throw e;
        }
      }
    }
  }

  /// Starts it on this port, where its clients expect it.
  Postmaster startOn(int port) {
    return start(port, List.of());
  }

  private Postmaster start(int port, List<String> options) {
    forgetTheDead();
    var waiting = new Waiting(ORPHANS, REPORT);
    while (true) {
      try {
        return started(launch(port, options));
      } catch (DatabaseException e) {
        if (!ServerProcess.dataIsInUse(log())) {
          throw e;
        }
        waiting.next(BETWEEN_STARTS);
      }
    }
  }

  /// A start that is interrupted leaves no server behind.
  private Postmaster started(ProcessHandle process) {
    try {
      return awaitReady(process);
    } catch (DatabaseException e) {
      if (Thread.interrupted()) {
        ServerProcess.stop(process);
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  /// After a crash the file may name a process id that is another program's by now, and
  /// PostgreSQL would refuse to start. The directory's lock tells that no other service is at it; a
  /// server of ours that lives keeps its file.
  private void forgetTheDead() {
    try {
      if (Postmaster.of(data()).isEmpty()) {
        Files.deleteIfExists(Postmaster.file(data()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clear up after a crash in " + data(), e);
    }
  }

  /// In a session of its own, so that Ctrl-C on the terminal does not reach it before the service
  /// has put its work away.
  private ProcessHandle launch(int port, List<String> options) {
    var command = new ArrayList<>(List.of("setsid"));
    command.addAll(user.command(ServerOptions.server(binaries, data(), port)));
    command.addAll(options);
    return ServerProcess.start(command, log()).toHandle();
  }

  private Postmaster awaitReady(ProcessHandle process) {
    var waiting = new Waiting(RECOVERY, REPORT);
    while (process.isAlive()) {
      var postmaster = Postmaster.of(data());
      if (postmaster.filter(Postmaster::ready).isPresent()) {
        return postmaster.get();
      }
      if (waiting.next() == Waiting.Time.REPORT) {
        LOGGER.info("PostgreSQL is still recovering its data in {}", data());
      }
    }
    throw new DatabaseException(
        "PostgreSQL did not start on %s: %s".formatted(data(), ServerProcess.tail(log())));
  }

  /// Asks for a fast stop, which cuts connections and writes a checkpoint; insists if that takes
  /// more than 30 seconds, which costs the next start a recovery but loses nothing.
  void stop(Postmaster postmaster) {
    var process = postmaster.process();
    if (process.isPresent() && !ServerProcess.stop(process.get())) {
      throw new DatabaseException(
          "PostgreSQL (process %d) does not stop; its data is safe"
              .formatted(postmaster.processId()));
    }
  }

  private Path log() {
    return directory.resolve("start.log");
  }
}
