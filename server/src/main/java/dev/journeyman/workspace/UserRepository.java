package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A repository on this host that belongs to a user. Works with that user's rights, and with its
/// hooks off.
record UserRepository(Git git) {

  private static final int ROOT = 0;

  static UserRepository open(Git git, RepositorySource source) {
    var inside = source.path().resolve(".git");
    var place = Files.exists(inside, LinkOption.NOFOLLOW_LINKS) ? inside : source.path();
    if (!Files.exists(place)) {
      throw new WorkspaceException(
          Problem.NOT_FOUND,
          "There is nothing at " + source,
          "Check the path; it must be readable by the service on its own host.");
    }
    var signed =
        git.variable("GIT_COMMITTER_NAME", "Journeyman")
            .variable("GIT_COMMITTER_EMAIL", "journeyman@localhost")
            .in(place);
    return new UserRepository(withRightsOf(place, signed));
  }

  private static Git withRightsOf(Path place, Git git) {
    try {
      var owner = HostUser.of(place);
      boolean change = HostUser.ofThisProcess().user() == ROOT && owner.user() != ROOT;
      return change ? git.as(owner) : git;
    } catch (IOException e) {
      throw Layout.broken(place, e);
    }
  }

  Optional<CommitId> branch(BranchName branch) {
    return new Objects(git).reference(branch.reference());
  }

  boolean contains(CommitId newer, CommitId older) {
    return new Objects(git).isAncestor(older, newer);
  }

  /// Moves a branch if it is where it is thought to be.
  boolean swap(BranchName branch, CommitId from, CommitId to) {
    return git.run(
            "update-ref", "-m", "journeyman: land", branch.reference(), to.value(), from.value())
        .succeeded();
  }

  void set(BranchName branch, CommitId commit) {
    git.expect("update-ref", branch.reference(), commit.value());
  }

  /// Takes away a branch that holds nothing beyond this commit and is checked out nowhere.
  void drop(BranchName branch, CommitId merged) {
    branch(branch)
        .filter(head -> contains(merged, head) && checkouts(branch).isEmpty())
        .ifPresent(head -> git.run("update-ref", "-d", branch.reference(), head.value()));
  }

  /// Stores a pack and makes sure that nothing a commit needs is missing.
  void receive(GitInput.Stored pack, CommitId commit) {
    git.expect(pack, "index-pack", "--stdin");
    git.expect("rev-list", "--objects", "--quiet", commit.value(), "--not", "--all");
  }

  /// The directories in which this branch is checked out.
  List<UserCheckout> checkouts(BranchName branch) {
    var found = new ArrayList<UserCheckout>();
    var directory = "";
    for (var line : git.expect("worktree", "list", "--porcelain", "-z").names()) {
      if (line.startsWith("worktree ")) {
        directory = line.substring("worktree ".length());
      } else if (line.equals("branch " + branch.reference()) && isThere(directory)) {
        found.add(UserCheckout.of(git, Path.of(directory)));
      }
    }
    return List.copyOf(found);
  }

  private static boolean isThere(String directory) {
    return Files.exists(Path.of(directory, ".git"), LinkOption.NOFOLLOW_LINKS);
  }
}
