package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.util.Optional;

/// Pushes to a repository elsewhere: exactly one commit to one branch, under a lease.
record RemoteLandings(Objects objects, Remote remote) implements Landings {

  @Override
  public Landing land(BranchName kept, BranchName branch, CommitId expected, CommitId commit) {
    var before = current(branch);
    if (before.isPresent() && !before.get().equals(expected)) {
      return found(before.get(), commit);
    }
    var pushed = push(commit, branch, "--force-with-lease=" + branch.reference() + ":" + expected);
    if (pushed.succeeded()) {
      return new Landing.Landed(commit);
    }
    var after = current(branch);
    if (after.isPresent() && !after.get().equals(expected)) {
      return found(after.get(), commit);
    }
    return new Landing.Refused(
        "%s did not take the branch %s: %s"
            .formatted(remote.source(), branch, Git.lastLines(pushed.error())),
        "Check the service's rights and the branch's protection there, then retry the task.");
  }

  @Override
  public void keep(BranchName branch, CommitId commit) {
    var pushed = push(commit, branch, "--force");
    if (!pushed.succeeded()) {
      throw new WorkspaceException(
          Problem.REFUSED,
          "%s did not take the branch %s: %s"
              .formatted(remote.source(), branch, Git.lastLines(pushed.error())),
          "Check the service's rights there.");
    }
  }

  private Landing found(CommitId now, CommitId commit) {
    if (now.equals(commit)) {
      return new Landing.Landed(commit);
    }
    remote.fetch(objects.git().directory().orElseThrow());
    return objects.isAncestor(commit, now) ? new Landing.Landed(commit) : new Landing.Moved(now);
  }

  private Optional<CommitId> current(BranchName branch) {
    return Optional.ofNullable(remote.list().branches().get(branch.value()));
  }

  private BoundedProcess.Result push(CommitId commit, BranchName branch, String rule) {
    return new RemotePush(objects, remote).run(commit.value(), branch, rule);
  }
}
