package dev.journeyman.workspace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Makes files and directories where no command of the agent can reach them, then moves them into
/// an open directory of the work tree. So nothing half-made is ever seen there, and no temporary
/// name is left in it by a crash.
record Staging(Path place, Optional<HostUser> owner) {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwxr-xr-x");

  void file(
      SecureDirectoryStream<Path> target,
      Path name,
      byte[] content,
      Optional<Set<PosixFilePermission>> permissions)
      throws IOException {
    var made = place.resolve(newName());
    try (var here = SecureWalk.open(place)) {
      Files.createFile(made, OWNER_ONLY);
      Files.write(made, content);
      finish(made, permissions.orElse(FILE));
      here.move(made.getFileName(), target, name);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  void directory(SecureDirectoryStream<Path> target, Path name) throws IOException {
    var made = place.resolve(newName());
    try (var here = SecureWalk.open(place)) {
      Files.createDirectory(made);
      finish(made, DIRECTORY);
      here.move(made.getFileName(), target, name);
    } catch (FileAlreadyExistsException _) {
      return; // somebody was faster; what is there now is looked at next
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private void finish(Path made, Set<PosixFilePermission> permissions) throws IOException {
    Files.setPosixFilePermissions(made, permissions);
    if (owner.isPresent()) {
      owner.get().give(made);
    }
  }

  private static String newName() {
    return ".incoming-" + UUID.randomUUID();
  }
}
