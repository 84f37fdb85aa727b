package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The objects and refs of a mirror.
record Objects(Git git) {

  private static final String EMPTY_SHA1 = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  private static final String EMPTY_SHA256 =
      "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";

  Optional<CommitId> reference(String name) {
    var found = git.run("rev-parse", "--verify", "--quiet", name + "^{commit}");
    return Optional.of(found.line()).filter(ObjectName::isFull).map(CommitId::new);
  }

  void point(String reference, CommitId commit) {
    git.expect("update-ref", reference, commit.value());
  }

  /// Does nothing if there is no such reference.
  void forget(String reference) {
    git.expect("update-ref", "-d", reference);
  }

  TreeId tree(CommitId commit) {
    return new TreeId(git.expect("rev-parse", "--verify", commit.value() + "^{tree}").line());
  }

  boolean isAncestor(CommitId older, CommitId newer) {
    return git.run("merge-base", "--is-ancestor", older.value(), newer.value()).succeeded();
  }

  int count(CommitId without, CommitId from) {
    var range = without.value() + ".." + from.value();
    return Integer.parseInt(git.expect("rev-list", "--count", range, "--").line());
  }

  CommitId commit(TreeId tree, List<CommitId> parents, String message, Identity author) {
    var arguments = new ArrayList<>(List.of("commit-tree", tree.value(), "-F", "-"));
    for (var parent : parents) {
      arguments.addAll(List.of("-p", parent.value()));
    }
    var text = new GitInput.Text(message.replace("\0", ""));
    return new CommitId(signedBy(author).expect(text, arguments.toArray(String[]::new)).line());
  }

  private Git signedBy(Identity author) {
    return git.variable("GIT_AUTHOR_NAME", author.name())
        .variable("GIT_AUTHOR_EMAIL", author.email())
        .variable("GIT_COMMITTER_NAME", author.name())
        .variable("GIT_COMMITTER_EMAIL", author.email());
  }

  byte[] rawDiff(Treeish base, Treeish head) {
    return git.expect(
            "diff-tree",
            "-r",
            "--raw",
            "--no-renames",
            "--no-abbrev",
            "-z",
            base.value(),
            head.value())
        .output();
  }

  List<String> changedPaths(Treeish base, Treeish head) {
    return git.expect(
            "diff-tree", "-r", "--name-only", "--no-renames", "-z", base.value(), head.value())
        .names();
  }

  List<String> files(Treeish tree) {
    return git.expect("ls-tree", "-r", "-z", "--name-only", "--full-tree", tree.value()).names();
  }

  /// Files with the markers of a merge of ours: they name commits in full, which nobody writes.
  List<String> unresolved(Treeish tree) {
    var found =
        git.run(
            "grep",
            "-I",
            "-z",
            "--name-only",
            "--full-name",
            "-E",
            "-e",
            "^(<<<<<<<|>>>>>>>) ([0-9a-f]{40}|[0-9a-f]{64})$",
            tree.value(),
            "--");
    return found.names().stream().map(name -> name.substring(name.indexOf(':') + 1)).toList();
  }

  Optional<byte[]> file(Treeish tree, String path, int maxBytes) {
    return entry(tree, path).map(id -> git.keeping(maxBytes).run("cat-file", "blob", id).output());
  }

  /// The id of the blob at this path, if it is a regular file.
  private Optional<String> entry(Treeish tree, String path) {
    if (path.isEmpty() || path.startsWith("/") || path.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    var found = git.run("ls-tree", "-z", "--full-tree", tree.value(), "--", path);
    return found.names().stream()
        .filter(line -> line.startsWith("100") && line.endsWith("\t" + path))
        .map(line -> line.split("[ \t]")[2])
        .findFirst();
  }

  /// Takes objects over from a pack of unknown origin. Nothing is stored unless every object is
  /// sound and everything it names is there.
  void adopt(GitInput.Stored pack) {
    git.expect(pack, "index-pack", "--strict", "--stdin", "--max-input-size=4294967296");
  }

  boolean has(TreeId tree) {
    return git.run("cat-file", "-t", tree.value()).line().equals("tree");
  }

  void requireTree(TreeId tree) {
    if (!has(tree)) {
      throw new WorkspaceException(
          Problem.BROKEN,
          "The snapshot's tree " + tree + " did not arrive in the mirror",
          "Try again; the work tree itself is untouched.");
    }
  }

  /// git that reads no attributes of the repository, on any version that knows of the variable.
  Git withoutAttributes(Treeish any) {
    var empty = any.value().length() == EMPTY_SHA1.length() ? EMPTY_SHA1 : EMPTY_SHA256;
    return git.variable("GIT_ATTR_SOURCE", empty);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
