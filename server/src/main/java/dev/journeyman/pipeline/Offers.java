package dev.journeyman.pipeline;

import dev.journeyman.github.GitHub;
import dev.journeyman.repository.Repository;
import dev.journeyman.task.PullRequest;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.task.Revision;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.TreeId;
import java.util.Objects;

/// Says what a task offers on the host of its repository.
record Offers(OfferText texts) {

  /// The change as it was verified last.
  Offer ofChange(Repository repository, Mirror mirror, Task task) {
    var id = task.id().toString();
    return new Offer(
        Kind.CHANGE,
        target(task),
        BranchName.ofTask(id),
        base(task),
        new TreeId(Objects.requireNonNull(task.details().revision().tree())),
        () -> new LandCommits(repository, mirror, task).offered(),
        texts.of(task, Kind.CHANGE));
  }

  /// The revert of what has landed.
  ///
  /// @param base where the target branch is
  Offer ofRevert(Mirror mirror, Task task, CommitId base, CommitId revert) {
    return new Offer(
        Kind.REVERT,
        target(task),
        branchOfRevert(task),
        base,
        mirror.tree(revert),
        () -> revert,
        texts.of(task, Kind.REVERT));
  }

  static BranchName branchOfRevert(Task task) {
    return BranchName.ofTask("revert-" + task.id());
  }

  /// What the commit says that the host makes; the number is what GitHub itself puts there.
  GitHub.Text message(Repository repository, Mirror mirror, Task task) {
    var message = new LandCommits(repository, mirror, task).message();
    return message(message, task, Kind.CHANGE);
  }

  GitHub.Text message(String message, Task task, Kind kind) {
    var lines = message.strip().split("\n", 2);
    var number =
        task.details()
            .pullRequests()
            .of(kind)
            .map(PullRequest::number)
            .map(" (#%d)"::formatted)
            .orElse("");
    return new GitHub.Text(lines[0] + number, lines.length < 2 ? "" : lines[1].strip());
  }

  private static BranchName target(Task task) {
    return new BranchName(task.request().targetBranch());
  }

  private static CommitId base(Task task) {
    Revision revision = task.details().revision();
    return new CommitId(Objects.requireNonNull(revision.base()));
  }
}
