package dev.journeyman.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// What a user has in a checkout and not in a commit: changed, new and removed files, without what
/// `.gitignore` names. Runs git with the user's rights, hooks and filters off, and changes nothing
/// there.
record UncommittedFiles(UserCheckout checkout, CommitId since) {

  /// Puts them over a tree that shows the commit and in which nothing runs.
  void copyTo(Path tree) {
    var names = names();
    try {
      for (var name : names) {
        remove(tree.resolve(name));
      }
      for (var name : names) {
        copy(checkout.directory().resolve(name), tree.resolve(name));
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

  private static void remove(Path file) throws IOException {
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
    }
  }

  /// A name that ends with a slash is a repository within the repository, and left out.
  private static void copy(Path from, Path to) throws IOException {
    if (Files.isSymbolicLink(from) || Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(to.resolveSibling(""));
      Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
