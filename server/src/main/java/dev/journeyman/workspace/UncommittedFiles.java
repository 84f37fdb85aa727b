package dev.journeyman.workspace;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// What a user has in a checkout and not in a commit: changed, new and removed files, without what
/// `.gitignore` names. Runs git with the user's rights, hooks and filters off, and changes nothing
/// there.
record UncommittedFiles(UserCheckout checkout, CommitId since) {

  /// Puts them over a tree that shows the commit and in which nothing runs. The commit may hold a
  /// link where the checkout has a directory: no name leads through one.
  ///
  /// @throws WorkspaceException if a name is not UTF-8, which no path can say here
  void copyTo(Path tree) {
    var names = names();
    try {
      for (var name : names) {
        requireReadable(name);
        remove(tree, name);
      }
      for (var name : names) {
        copy(name, tree);
      }
    } catch (IOException e) {
      throw Layout.broken(tree, e);
    }
  }

  private List<String> names() {
    var git = checkout.git();
    var names =
        new ArrayList<>(
            git.expect(
                    "diff-index",
                    "-z",
                    "--name-only",
                    "--no-renames",
                    "--ignore-submodules=all",
                    since.value(),
                    "--")
                .names());
    names.addAll(git.expect("ls-files", "-z", "--others", "--exclude-standard").names());
    return names;
  }

  private static void requireReadable(String name) {
    if (name.indexOf('\uFFFD') >= 0) {
      throw new WorkspaceException(
          Problem.BROKEN,
          "The name of the uncommitted file " + name + " is not UTF-8",
          "Rename it, commit it or let .gitignore name it.");
    }
  }

  private static void remove(Path tree, String name) throws IOException {
    var file = tree.resolve(name);
    if (parentsAreDirectories(tree, name) && !isDirectory(file)) {
      Files.deleteIfExists(file);
    }
  }

  /// A name that ends with a slash is a repository within the repository, and left out.
  private void copy(String name, Path tree) throws IOException {
    var from = checkout.directory().resolve(name);
    boolean copied = Files.isSymbolicLink(from) || Files.isRegularFile(from, NOFOLLOW_LINKS);
    if (!copied || !parentsAreDirectories(checkout.directory(), name)) {
      return;
    }
    makeParents(tree, name);
    var to = tree.resolve(name);
    if (isDirectory(to)) {
      Removal.of(checkout.git()).remove(to);
    }
    Files.copy(from, to, NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static boolean parentsAreDirectories(Path root, String name) {
    return parents(root, name).stream().allMatch(UncommittedFiles::isDirectory);
  }

  private static void makeParents(Path tree, String name) throws IOException {
    for (var parent : parents(tree, name)) {
      if (!isDirectory(parent)) {
        Files.deleteIfExists(parent);
        Files.createDirectory(parent);
      }
    }
  }

  /// From the outermost to the innermost.
  private static List<Path> parents(Path root, String name) {
    var parents = new ArrayList<Path>();
    var relative = Path.of(name);
    for (int length = 1; length < relative.getNameCount(); length++) {
      parents.add(root.resolve(relative.subpath(0, length)));
    }
    return parents;
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, NOFOLLOW_LINKS);
  }
}
