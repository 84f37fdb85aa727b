package dev.journeyman.workspace;

import dev.journeyman.workspace.TreeFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Goes down a work tree name by name, each opened relative to the directory before it and never
/// through a symbolic link, so that nothing that moves meanwhile leads outside. A link is followed
/// by starting again at the root with the path it names: what it says can be wrong, but not lead
/// out.
record SecureWalk(Path root) {

  private static final int MOST_LINKS = 16;

  /// Where a path ends.
  ///
  /// @param directory the open directory that holds, or would hold, the name
  /// @param path the path after all links
  /// @param attributes empty if there is nothing of this name
  record Place(
      SecureDirectoryStream<Path> directory,
      Path name,
      TreePath path,
      Optional<PosixFileAttributes> attributes) {}

  interface Action<R> {
    R on(Place place) throws IOException;
  }

  /// What to do about a directory that is missing on the way.
  interface Missing {
    void directory(SecureDirectoryStream<Path> parent, Path name) throws IOException;
  }

  <R> R to(TreePath path, Missing missing, Action<R> action) {
    var current = path;
    try {
      for (int links = 0; links <= MOST_LINKS; links++) {
        var step = descend(current, missing, action);
        if (step instanceof Step.Done<R>(R result)) {
          return result;
        }
        current = ((Step.Again<R>) step).path();
      }
    } catch (NoSuchFileException e) {
      throw missing(path);
    } catch (IOException e) {
      throw new TreeFileException(
          Reason.FAILED,
          "`%s` could not be used: %s. Look at it again, then retry.".formatted(path, why(e)),
          e);
    }
    throw new TreeFileException(Reason.FAILED, "`%s` is a loop of links.".formatted(path));
  }

  private sealed interface Step<R> {
    record Done<R>(R result) implements Step<R> {}

    record Again<R>(TreePath path) implements Step<R> {}
  }

  private <R> Step<R> descend(TreePath path, Missing missing, Action<R> action) throws IOException {
    var directory = open(root);
    try {
      var names = path.isRoot() ? List.of(".") : path.elements();
      for (int i = 0; i < names.size(); i++) {
        var name = Path.of(names.get(i));
        boolean last = i == names.size() - 1;
        if (!last && attributes(directory, name).isEmpty()) {
          missing.directory(directory, name);
        }
        var found = attributes(directory, name);
        if (found.isPresent() && found.get().isSymbolicLink()) {
          return new Step.Again<>(follow(path, i));
        }
        if (last) {
          return new Step.Done<>(action.on(new Place(directory, name, path, found)));
        }
        directory = enter(directory, name, path, found);
      }
      throw new IllegalStateException("A path has at least one name");
    } finally {
      directory.close();
    }
  }

  private static SecureDirectoryStream<Path> enter(
      SecureDirectoryStream<Path> directory,
      Path name,
      TreePath path,
      Optional<PosixFileAttributes> found)
      throws IOException {
    if (!found.orElseThrow(() -> missing(path)).isDirectory()) {
      throw new TreeFileException(
          Reason.NOT_A_DIRECTORY, "`%s` in `%s` is not a directory.".formatted(name, path));
    }
    var next = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
    directory.close();
    return next;
  }

  static Optional<PosixFileAttributes> attributes(SecureDirectoryStream<Path> directory, Path name)
      throws IOException {
    try {
      var view =
          directory.getFileAttributeView(
              name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(view.readAttributes());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// The path with the link at `index` replaced by what the link names.
  private TreePath follow(TreePath path, int index) throws IOException {
    var link = root;
    for (var name : path.elements().subList(0, index + 1)) {
      link = link.resolve(name);
    }
    var target = Files.readSymbolicLink(link);
    var elements = new ArrayList<>(path.elements().subList(0, index));
    if (target.isAbsolute()) {
      elements.clear();
      target = belowMount(path, target);
    }
    for (var name : target) {
      move(path, elements, name.toString());
    }
    elements.addAll(path.elements().subList(index + 1, path.elements().size()));
    return new TreePath(elements);
  }

  private static Path belowMount(TreePath path, Path target) {
    var mount = Path.of(TreePath.MOUNT);
    if (!target.startsWith(mount)) {
      throw leaves(path);
    }
    return mount.relativize(target);
  }

  private static void move(TreePath path, List<String> elements, String name) {
    if (name.isEmpty() || name.equals(".")) {
      return;
    }
    if (name.equalsIgnoreCase(".git") || (name.equals("..") && elements.isEmpty())) {
      throw leaves(path);
    }
    if (name.equals("..")) {
      elements.removeLast();
    } else {
      elements.add(name);
    }
  }

  /// Opens a directory of the service's own, to use others relative to it.
  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  static SecureDirectoryStream<Path> open(Path directory) throws IOException {
    var stream = Files.newDirectoryStream(directory);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("this file system cannot open files relative to a directory");
  }

  static TreeFileException missing(TreePath path) {
    return new TreeFileException(Reason.MISSING, "The path `%s` does not exist.".formatted(path));
  }

  private static TreeFileException leaves(TreePath path) {
    return new TreeFileException(
        Reason.LEAVES_TREE,
        "The path `%s` leaves the work tree through a symbolic link. Only files below %s can be used."
            .formatted(path, TreePath.MOUNT));
  }

  private static String why(IOException e) {
    var reason = e instanceof java.nio.file.FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? "it changed meanwhile" : reason;
  }
}
