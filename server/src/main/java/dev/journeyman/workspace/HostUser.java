package dev.journeyman.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// A user and group of this host, by number.
record HostUser(int user, int group) {

  HostUser {
    if (user < 0 || group < 0) {
      throw new IllegalArgumentException("Not a user and group: " + user + ", " + group);
    }
  }

  /// Who owns this file or directory; symbolic links are not followed.
  static HostUser of(Path path) throws IOException {
    return new HostUser(
        (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS),
        (int) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS));
  }

  /// The user that runs this service.
  static HostUser ofThisProcess() throws IOException {
    return of(Path.of("/proc/self/stat"));
  }

  void give(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
    giveGroup(path);
  }

  void giveGroup(Path path) throws IOException {
    Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
  }

  /// The command that runs another one as this user; the service must be root.
  List<String> prefix() {
    return List.of("setpriv", "--reuid", "" + user, "--regid", "" + group, "--clear-groups", "--");
  }
}
