package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Tells what everybody on the host may read, by permissions alone.
public final class PublicFiles {

  private PublicFiles() {}

  /// Whether everybody may read a file or enter a directory, and everything that it is in.
  ///
  /// @param real past all links
  /// @throws IOException if it is not there
  public static boolean contain(Path real) throws IOException {
    if (!isOpen(real)) {
      return false;
    }
    for (var above = real.getParent(); above != null; above = above.getParent()) {
      if (!permissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a file or directory is open to everybody who has come to it. A link always is.
  static boolean isOpen(Path path) throws IOException {
    var permissions = permissions(path);
    return permissions.contains(PosixFilePermission.OTHERS_READ)
        && (permissions.contains(PosixFilePermission.OTHERS_EXECUTE)
            || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
  }

  private static Set<PosixFilePermission> permissions(Path path) throws IOException {
    return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
  }
}
