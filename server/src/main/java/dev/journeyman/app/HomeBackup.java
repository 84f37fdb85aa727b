package dev.journeyman.app;

import dev.journeyman.database.Backup;
import dev.journeyman.database.DirectoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

/// All that an instance with an embedded database has to keep, in one file: the database, the
/// mirrors with the checkpoints, and the private files. Work trees are not in it: they are made
/// anew from checkpoints.
///
/// The database is copied before the mirrors: whatever it speaks of was in a mirror before.
record HomeBackup(Home home) {

  private static final String FORMAT = "journeyman backup 1";

  /// Writes the backup, while the service runs or rests.
  ///
  /// @param file must not exist yet; holds secrets, so only its owner may read it
  void take(Path file) {
    var target = file.toAbsolutePath().normalize();
    if (Files.exists(target)) {
      throw new ConfigurationException("%s exists: choose another name".formatted(target));
    }
    var staging = target.resolveSibling(target.getFileName() + ".part");
    var packed = target.resolveSibling(target.getFileName() + ".new");
    try {
      DirectoryTree.delete(staging);
      Files.createDirectories(staging);
      Files.setPosixFilePermissions(staging, PosixFilePermissions.fromString("rwx------"));
      Backup.take(home.database(), staging.resolve("database"));
      DirectoryTree.copy(home.confidential(), staging.resolve("private"), _ -> true);
      copyMirrors(home.mirrors(), staging.resolve("mirrors"));
      Files.writeString(
          staging.resolve("about"), FORMAT + "\n" + Instant.now() + "\n" + home.directory() + "\n");
      Files.deleteIfExists(packed);
      Files.createFile(
          packed,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      tar("-czf", packed.toString(), "-C", staging.toString(), ".");
      Files.move(packed, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the backup " + target, e);
    } finally {
      remove(staging);
    }
  }

  /// Refs before objects: a ref never names what is not there yet.
  private static void copyMirrors(Path mirrors, Path target) throws IOException {
    if (Files.exists(mirrors)) {
      DirectoryTree.copy(mirrors, target, path -> !isObjects(mirrors, path) && !isPacked(path));
      DirectoryTree.copy(mirrors, target, path -> !isObjects(mirrors, path));
      DirectoryTree.copy(mirrors, target, _ -> true);
    }
  }

  private static boolean isObjects(Path mirrors, Path path) {
    var inside = mirrors.relativize(path);
    return inside.getNameCount() == 2 && inside.endsWith("objects");
  }

  private static boolean isPacked(Path path) {
    return path.endsWith("packed-refs");
  }

  /// Puts everything into a home that has no database. The database comes last, so that a restore
  /// which was interrupted can be done again.
  void restore(Path file) {
    var staging = home.directory().resolve("restoring");
    try {
      home.database();
      DirectoryTree.delete(staging);
      Files.createDirectories(staging);
      Files.setPosixFilePermissions(staging, PosixFilePermissions.fromString("rwx------"));
      tar("-xpzf", file.toAbsolutePath().toString(), "--no-same-owner", "-C", staging.toString());
      requireBackup(file, staging.resolve("about"));
      if (Files.exists(home.database().resolve("cluster"))) {
        throw new ConfigurationException(
            "%s has a database already: move it away, or set JOURNEYMAN_HOME to an empty directory"
                .formatted(home.directory()));
      }
      DirectoryTree.copy(staging.resolve("private"), home.confidential(), _ -> true);
      if (Files.exists(staging.resolve("mirrors"))) {
        home.work();
        DirectoryTree.copy(staging.resolve("mirrors"), home.mirrors(), _ -> true);
      }
      Backup.restore(staging.resolve("database"), home.database());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot restore " + file, e);
    } finally {
      remove(staging);
    }
  }

  private static void requireBackup(Path file, Path about) throws IOException {
    if (!Files.exists(about) || !Files.readString(about).startsWith(FORMAT + "\n")) {
      throw new ConfigurationException(
          "%s is no backup that this version knows: it has to be made with ./journeyman backup"
              .formatted(file));
    }
  }

  private static void tar(String... arguments) throws IOException {
    var command = new java.util.ArrayList<>(List.of("tar"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("tar failed: " + said.strip());
    }
  }

  private static void remove(Path staging) {
    try {
      DirectoryTree.delete(staging);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + staging, e);
    }
  }
}
