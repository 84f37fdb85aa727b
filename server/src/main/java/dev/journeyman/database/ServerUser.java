package dev.journeyman.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// As whom PostgreSQL runs. It refuses to be root, and should not be anybody else's user either:
/// its superuser can start programs.
sealed interface ServerUser {

  /// Wraps a command so that it runs as this user.
  List<String> command(List<String> command);

  /// Wraps the command that creates a cluster.
  List<String> creation(List<String> command);

  /// Makes a file or directory, with all that is in it, belong to whoever creates clusters.
  void giveToCreator(Path path);

  /// Makes it belong to this user.
  void give(Path path);

  /// Creates the directory above the data so that this user can pass through it.
  void shareParent(Path directory);

  static ServerUser ofThisProcess() {
    return isRoot() ? new SteppedDown() : new Ourselves();
  }

  private static boolean isRoot() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell as which user the service runs", e);
    }
  }

  /// The service is an ordinary user, and so is its database.
  record Ourselves() implements ServerUser {
    @Override
    public List<String> command(List<String> command) {
      return command;
    }

    @Override
    public List<String> creation(List<String> command) {
      return command;
    }

    @Override
    public void giveToCreator(Path path) {}

    @Override
    public void give(Path path) {}

    @Override
    public void shareParent(Path directory) {
      createDirectories(directory, "rwx------");
    }
  }

  /// The service is root: the server gets a user id that nobody else has. `initdb` insists on a
  /// user with a name, which that id has not: it runs as `nobody`, on a directory that is given
  /// to the server's user before the server is first started.
  record SteppedDown() implements ServerUser {

    private static final int SERVER = 64101;
    private static final int NOBODY = 65534;

    @Override
    public List<String> command(List<String> command) {
      return as(SERVER, command);
    }

    @Override
    public List<String> creation(List<String> command) {
      return as(NOBODY, command);
    }

    @Override
    public void giveToCreator(Path path) {
      own(path, NOBODY);
    }

    @Override
    public void give(Path path) {
      own(path, SERVER);
    }

    @Override
    public void shareParent(Path directory) {
      createDirectories(directory, "rwx--x--x");
      for (var each = directory; each != null; each = each.getParent()) {
        requirePassage(each);
      }
    }

    private static List<String> as(int user, List<String> command) {
      var whole = new ArrayList<String>();
      whole.addAll(List.of("setpriv", "--reuid", "" + user, "--regid", "" + user));
      whole.addAll(List.of("--clear-groups", "--no-new-privs", "--inh-caps=-all", "--"));
      whole.addAll(command);
      return whole;
    }

    private static void requirePassage(Path directory) {
      try {
        var permissions = Files.getPosixFilePermissions(directory);
        if (!permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) {
          throw new DatabaseException(
              "As the service is root, PostgreSQL runs as user %d, which may not pass through %s:"
                      .formatted(SERVER, directory)
                  + " set JOURNEYMAN_HOME to a directory that others can reach, such as"
                  + " /var/lib/journeyman");
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read who may enter " + directory, e);
      }
    }

    private static void own(Path root, int user) {
      try {
        Files.walkFileTree(root, new Owning(user));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot give %s to user %d".formatted(root, user), e);
      }
    }
  }

  private static void createDirectories(Path directory, String permissions) {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + directory, e);
    }
  }

  /// Gives a tree to a user and its group of the same number.
  final class Owning extends SimpleFileVisitor<Path> {

    private final int user;

    private Owning(int user) {
      this.user = user;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(file, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      return visitFile(directory, attributes);
    }
  }
}
