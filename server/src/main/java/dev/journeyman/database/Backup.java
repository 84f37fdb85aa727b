package dev.journeyman.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Copies an embedded database while it works, the way PostgreSQL's own base backup does: backup
/// mode on, files copied, backup mode off, then the log written meanwhile. What was committed
/// before the end of the copy is in it, and nothing by half.
///
/// A copy is a directory with `cluster` and `credentials`, as [EmbeddedDatabase] has them.
public final class Backup {

  /// Directories whose content PostgreSQL makes anew.
  private static final Set<String> EMPTIED =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans",
          "log");

  /// Files that belong to the running server, or that it makes anew.
  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "current_logfiles");

  private Backup() {}

  /// Copies the database whose directory is `place`. A server that runs goes on; where none does,
  /// one is started for the time.
  ///
  /// @param target made by this, for its owner alone
  /// @throws DatabaseException if there is no database, or its server stops meanwhile
  public static void take(Path place, Path target) {
    var directory = place.toAbsolutePath().normalize();
    if (!Files.exists(directory.resolve("cluster"))) {
      throw new DatabaseException("There is no database in %s to back up".formatted(directory));
    }
    var cluster = new Cluster(directory, Path.of("/none"), ServerUser.ofThisProcess());
    var running = cluster.running();
    if (running.isPresent()) {
      copy(directory, running.get().port(), target);
    } else {
      try (var server = EmbeddedDatabase.start(directory)) {
        copy(directory, server.port(), target);
      }
    }
  }

  /// Puts a copy in place and starts its server once, which brings it to the state at the end of
  /// the backup.
  ///
  /// @param copy is moved away, so it has to be on the same file system
  /// @throws DatabaseException if there is a database already, or the copy is not whole
  public static void restore(Path copy, Path place) {
    var directory = place.toAbsolutePath().normalize();
    var user = ServerUser.ofThisProcess();
    user.shareParent(directory);
    try (var _ = DirectoryLock.take(directory)) {
      if (Files.exists(directory.resolve("cluster"))) {
        throw new DatabaseException(
            "There is a database in %s already: move it away first".formatted(directory));
      }
      var fresh = copy.resolve("cluster");
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
      user.give(fresh);
      Files.move(
          copy.resolve("credentials"),
          directory.resolve("credentials"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, directory.resolve("cluster"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot restore the database in " + directory, e);
    }
    EmbeddedDatabase.start(directory).close();
  }

  private static void copy(Path directory, int port, Path target) {
    var superuser = Logins.in(directory).superuser();
    var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    try (var handle = Jdbi.open(url, superuser.user(), superuser.password())) {
      Files.createDirectories(target);
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
      copy(handle, directory.resolve("cluster"), target.resolve("cluster"));
      Files.copy(directory.resolve("credentials"), target.resolve("credentials"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy the database to " + target, e);
    }
  }

  /// The slot keeps the server from recycling the log meanwhile, and goes with the connection.
  private static void copy(Handle handle, Path data, Path target) throws IOException {
    handle.execute("select pg_create_physical_replication_slot('journeyman_backup', true, true)");
    var first =
        handle
            .createQuery("select pg_walfile_name(pg_backup_start('journeyman', true))")
            .mapTo(String.class)
            .one();
    DirectoryTree.copy(data, target, path -> isCopied(data.relativize(path)));
    var label =
        handle
            .createQuery("select lsn::text, labelfile from pg_backup_stop(true)")
            .map((row, _) -> new Label(row.getString("lsn"), row.getString("labelfile")))
            .one();
    Files.writeString(target.resolve("backup_label"), label.text());
    var last =
        handle
            .createQuery("select pg_walfile_name(cast(:end as pg_lsn))")
            .bind("end", label.end())
            .mapTo(String.class)
            .one();
    copyLog(data.resolve("pg_wal"), target.resolve("pg_wal"), first, last);
  }

  private record Label(String end, String text) {}

  private static boolean isCopied(Path path) {
    boolean emptied = path.getNameCount() > 1 && EMPTIED.contains(path.getName(0).toString());
    var name = String.valueOf(path.getFileName());
    return !emptied && !LEFT_OUT.contains(name) && !name.startsWith("pgsql_tmp");
  }

  /// Names of one timeline are in the order of time.
  private static void copyLog(Path log, Path target, String first, String last) throws IOException {
    try (var segments = Files.newDirectoryStream(log, "[0-9A-F]*")) {
      for (var segment : segments) {
        var name = String.valueOf(segment.getFileName());
        if (name.length() == first.length()
            && name.compareTo(first) >= 0
            && name.compareTo(last) <= 0) {
          Files.copy(segment, target.resolve(name));
        }
      }
    }
  }
}
