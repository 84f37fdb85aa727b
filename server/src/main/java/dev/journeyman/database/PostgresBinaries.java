package dev.journeyman.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL comes as an archive in a jar. It is unpacked once, into a directory that carries the
/// archive's checksum in its name, so that another version never meets the wrong one.
final class PostgresBinaries {

  private PostgresBinaries() {}

  /// Where PostgreSQL is, or is put now, for every service on this machine.
  static Path prepared() {
    return unpacked(List.of(cache()));
  }

  /// Like [#prepared()], but within `directory` where the shared place cannot be written.
  static Path ready(Path directory) {
    return unpacked(List.of(cache(), directory));
  }

  private static Path unpacked(List<Path> places) {
    var archive = archive();
    var name = directoryName(archive);
    for (var place : places) {
      if (Files.isExecutable(place.resolve(name).resolve("bin/postgres"))) {
        return place.resolve(name);
      }
    }
    return unpack(archive, firstWritable(places).resolve(name));
  }

  /// What root unpacks has to be in reach of the server's user, which root's home is not.
  private static Path cache() {
    return switch (ServerUser.ofThisProcess()) {
      case ServerUser.SteppedDown() -> Path.of("/var/cache/journeyman");
      case ServerUser.Ourselves() -> ownCache().resolve("journeyman");
    };
  }

  private static Path ownCache() {
    var configured = System.getenv("XDG_CACHE_HOME");
    return configured != null && configured.startsWith("/")
        ? Path.of(configured)
        : Path.of(System.getProperty("user.home"), ".cache");
  }

  private static Path firstWritable(List<Path> places) {
    return places.stream()
        .filter(PostgresBinaries::writable)
        .findFirst()
        .orElseThrow(
            () -> new DatabaseException("Cannot unpack PostgreSQL: nobody may write in " + places));
  }

  private static boolean writable(Path place) {
    try {
      Files.createDirectories(place);
      return Files.isWritable(place);
    } catch (IOException _) {
      return false;
    }
  }

  private static URL archive() {
    var architecture = System.getProperty("os.arch");
    var name =
        switch (architecture) {
          case "amd64" -> "/postgres-linux-x86_64.txz";
          case "aarch64" -> "/postgres-linux-arm_64.txz";
          default -> "/none";
        };
    var found = PostgresBinaries.class.getResource(name);
    if (found == null) {
      throw new DatabaseException(
          "There is no embedded PostgreSQL for %s: set DATABASE_URL".formatted(architecture));
    }
    return found;
  }

  /// The jar knows the checksum already, so nothing has to be read for it.
  private static String directoryName(URL archive) {
    try {
      var entry = ((JarURLConnection) archive.openConnection()).getJarEntry();
      return "postgresql-%08x-%d".formatted(entry.getCrc(), entry.getSize());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + archive, e);
    }
  }

  private static Path unpack(URL archive, Path target) {
    try {
      var fresh = Files.createTempDirectory(target.getParent(), "unpacking");
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      unpackInto(fresh, archive);
      moveUnlessThere(fresh, target);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack PostgreSQL to " + target, e);
    }
  }

  private static void unpackInto(Path directory, URL archive) throws IOException {
    var log = directory.resolve("tar.log");
    var builder = new ProcessBuilder("tar", "-x", "--no-same-owner", "-C", directory.toString());
    var tar = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try (InputStream packed = archive.openStream();
        var unpacked = new XZInputStream(packed);
        var sink = tar.getOutputStream()) {
      unpacked.transferTo(sink);
    }
    if (tar.onExit().join().exitValue() != 0) {
      throw new IOException("tar failed: " + Files.readString(log));
    }
  }

  /// Another process may have been quicker.
  private static void moveUnlessThere(Path fresh, Path target) throws IOException {
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      DirectoryTree.delete(fresh);
      if (!Files.exists(target)) {
        throw e;
      }
    }
  }
}
