package dev.journeyman.workspace;

import dev.journeyman.task.Counted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A directory in which a user has a branch checked out. Filters are off here: files are compared
/// and written as they are stored.
record UserCheckout(Git git, Path directory) {

  private static final List<String> UNFINISHED =
      List.of("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply");

  static UserCheckout of(Git git, Path directory) {
    var own = git.in(directory.resolve(".git")).variable("GIT_WORK_TREE", directory.toString());
    return new UserCheckout(withoutFilters(own), directory);
  }

  private static Git withoutFilters(Git git) {
    var keys = git.run("config", "-z", "--name-only", "--get-regexp", "^filter[.]").names();
    var quiet = git.variable("GIT_CONFIG_COUNT", "" + keys.size());
    for (int i = 0; i < keys.size(); i++) {
      quiet =
          quiet
              .variable("GIT_CONFIG_KEY_" + i, keys.get(i))
              .variable("GIT_CONFIG_VALUE_" + i, keys.get(i).endsWith(".required") ? "0" : "");
    }
    return quiet;
  }

  /// Why this directory cannot follow its branch from one commit to another.
  Optional<String> obstacle(CommitId from, CommitId to) {
    if (isUnfinished()) {
      return Optional.of("a merge or rebase is going on in " + directory);
    }
    var changed =
        git.expect(
                "status",
                "--porcelain",
                "--no-renames",
                "-z",
                "--untracked-files=no",
                "--ignore-submodules=dirty")
            .names();
    if (!changed.isEmpty()) {
      return Optional.of(
          "%s has %s, %s among them"
              .formatted(
                  directory,
                  Counted.of(changed.size(), "uncommitted change"),
                  Quoted.of(changed.getFirst().substring(3))));
    }
    // A file that was only touched, or changed its owner, is no change; the index must know.
    git.run("update-index", "-q", "--refresh");
    return readTree(from, to, "--dry-run");
  }

  /// Brings the files from one commit to another; says why not, if not.
  Optional<String> follow(CommitId from, CommitId to) {
    return readTree(from, to, "--no-recurse-submodules");
  }

  /// Whether the index still has what a commit has.
  boolean isStillAt(CommitId commit) {
    return git.run(
            "diff-index", "--cached", "--quiet", "--ignore-submodules=dirty", commit.value(), "--")
        .succeeded();
  }

  private Optional<String> readTree(CommitId from, CommitId to, String option) {
    var result = git.run("read-tree", "-m", "-u", option, from.value(), to.value());
    return result.succeeded()
        ? Optional.empty()
        : Optional.of(
            "files in %s are in the way (%s)".formatted(directory, Git.lastLines(result.error())));
  }

  private boolean isUnfinished() {
    var own = Path.of(git.expect("rev-parse", "--absolute-git-dir").line());
    return UNFINISHED.stream().anyMatch(name -> Files.exists(own.resolve(name)));
  }
}
