package dev.journeyman.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The directory that holds everything the service writes. Others may pass through it, for the
/// database and the sandbox run as users of their own when the service is root, but not list it.
///
/// | directory | mode | holds |
/// |---|---|---|
/// | `database` | set by the database | the embedded PostgreSQL |
/// | `private` | 0700 | secrets and mirrors that no other user has a business with |
/// | `work` | 0711 | the work trees of tasks |
///
/// @param mirrors of repositories, with the checkpoints of tasks: within `work`, unless several
///     instances share them in another place
public record Home(Path directory, Path mirrors) {

  private static final String PASSAGE = "rwx--x--x";
  private static final String PRIVATE = "rwx------";
  private static final String SECRET = "rw-------";
  private static final int SECRET_BYTES = 48;

  public Home {
    directory = directory.toAbsolutePath().normalize();
    mirrors = mirrors.toAbsolutePath().normalize();
  }

  public Home(Path directory) {
    this(directory, directory.resolve("work/git/mirrors"));
  }

  /// `JOURNEYMAN_HOME`; else for root `/var/lib/journeyman`, and for others the XDG data directory.
  static Home from(Environment environment) {
    var directory =
        environment
            .text("JOURNEYMAN_HOME")
            .map(Path::of)
            .orElseGet(() -> standard(environment, System.getProperty("user.name", "")));
    return environment
        .text("JOURNEYMAN_MIRRORS")
        .map(mirrors -> new Home(directory, Path.of(mirrors)))
        .orElseGet(() -> new Home(directory));
  }

  static Path standard(Environment environment, String user) {
    return user.equals("root")
        ? Path.of("/var/lib/journeyman")
        : environment
            .text("XDG_DATA_HOME")
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
            .resolve("journeyman");
  }

  /// The home is created; this directory is left to the database.
  public Path database() {
    create(directory, PASSAGE);
    return directory.resolve("database");
  }

  /// Created at the first call, for the service alone.
  public Path confidential() {
    return created(directory.resolve("private"), PRIVATE);
  }

  /// Created at the first call; each tree in it belongs to the sandbox's user.
  public Path work() {
    return created(directory.resolve("work"), PASSAGE);
  }

  /// Whether mirrors are among the work trees, and not in a place that others may share.
  boolean holdsMirrors() {
    return mirrors.startsWith(directory.resolve("work"));
  }

  /// The secret that signs our own tokens; made at the first call and kept.
  String tokenSecret() {
    return kept("jwt-secret", "JWT_SECRET");
  }

  /// The key of what the database keeps encrypted; made at the first call and kept.
  String encryptionKey() {
    return kept("encryption-key", "ENCRYPTION_KEY");
  }

  private String kept(String name, String variable) {
    var file = confidential().resolve(name);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigurationException(
          "Cannot keep a secret in %s: make it writable or set %s".formatted(file, variable), e);
    }
  }

  /// Written under another name first, so that nobody ever reads half of it.
  private static void make(Path file) throws IOException {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    var fresh =
        Files.createTempFile(
            file.getParent(),
            "secret",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(SECRET)));
    Files.writeString(fresh, Base64.getEncoder().encodeToString(bytes));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path created(Path child, String permissions) {
    create(directory, PASSAGE);
    create(child, permissions);
    return child;
  }

  private static void create(Path path, String permissions) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot create %s: set JOURNEYMAN_HOME to a directory that can be written"
              .formatted(path),
          e);
    }
  }
}
