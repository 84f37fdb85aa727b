package dev.journeyman.workspace;

import java.util.Optional;
import java.util.Set;

/// A branch of a remote that is the service's own: nobody else's commits on it are ever overwritten
/// or removed.
public final class RemoteBranch {

  private final Objects objects;
  private final Remote remote;
  private final BranchName branch;

  RemoteBranch(Objects objects, Remote remote, BranchName branch) {
    this.objects = objects;
    this.remote = remote;
    this.branch = branch;
  }

  /// Where it is on the remote now.
  public Optional<CommitId> head() {
    return Optional.ofNullable(remote.list().branches().get(branch.value()));
  }

  /// Brings it to a commit, if it is missing or at one of ours.
  ///
  /// @param ours what the service has put there before
  /// @throws WorkspaceException `UNREACHABLE`; asked again, it finds what got there
  public Landing push(Set<CommitId> ours, CommitId commit) {
    var before = head();
    var landing = pushed(before, ours, commit);
    if (landing instanceof Landing.Refused) {
      // Another worker of the service may have been quicker, which servers refuse in many words.
      var now = head();
      return now.equals(before) ? landing : pushed(now, ours, commit);
    }
    return landing;
  }

  private Landing pushed(Optional<CommitId> now, Set<CommitId> ours, CommitId commit) {
    if (now.filter(commit::equals).isPresent()) {
      return new Landing.Landed(commit);
    }
    if (now.isPresent() && !ours.contains(now.get())) {
      return new Landing.Moved(now.get());
    }
    var pushed = new RemotePush(objects, remote).run(commit.value(), branch, lease(now));
    if (!pushed.succeeded() && RemoteFailure.isAway(pushed.error())) {
      throw RemoteFailure.explain(remote.source(), pushed.error());
    }
    return pushed.succeeded()
        ? new Landing.Landed(commit)
        : new Landing.Refused(
            "%s did not take the branch %s: %s"
                .formatted(remote.source(), branch, Git.lastLines(pushed.error())),
            "Check the service's rights and the rules for branches there, then retry the task.");
  }

  /// Takes it away, if it is at one of these commits. Does nothing if it is gone.
  ///
  /// @throws WorkspaceException `UNREACHABLE`; asked again, it finds whether it is gone
  public BranchRemoval remove(Set<CommitId> ours) {
    var removal = removed(head(), ours);
    if (removal instanceof BranchRemoval.Refused) {
      // The host itself, or another worker, may have been quicker.
      return head().isEmpty() ? new BranchRemoval.Gone() : removal;
    }
    return removal;
  }

  private BranchRemoval removed(Optional<CommitId> now, Set<CommitId> ours) {
    if (now.isEmpty()) {
      return new BranchRemoval.Gone();
    }
    if (!ours.contains(now.get())) {
      return new BranchRemoval.Foreign(now.get());
    }
    var pushed = new RemotePush(objects, remote).run("", branch, lease(now));
    if (!pushed.succeeded() && RemoteFailure.isAway(pushed.error())) {
      throw RemoteFailure.explain(remote.source(), pushed.error());
    }
    return pushed.succeeded()
        ? new BranchRemoval.Gone()
        : new BranchRemoval.Refused(
            "%s did not let the branch %s go: %s"
                .formatted(remote.source(), branch, Git.lastLines(pushed.error())),
            "Check the service's rights and the rules for branches there, or remove the branch yourself.");
  }

  /// An empty one stands for a branch that is missing.
  private String lease(Optional<CommitId> now) {
    return "--force-with-lease=%s:%s"
        .formatted(branch.reference(), now.map(CommitId::value).orElse(""));
  }
}
