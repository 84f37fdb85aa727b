package dev.journeyman.pipeline;

import dev.journeyman.repository.LandingPolicy;
import dev.journeyman.repository.Repository;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.Checkpoint;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.Reversal;
import dev.journeyman.workspace.TreeId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Makes the commits that land or are offered, as the repository's policy wants them. Whatever it
/// wants, the last one has exactly the verified tree.
record LandCommits(Repository repository, Mirror mirror, Task task) {

  private static final int TITLE_CHARACTERS = 72;

  CommitId make() {
    return switch (policy().method()) {
      case SQUASH -> commit(List.of(base()));
      case MERGE -> commit(List.of(base(), work()));
      case REBASE -> rebased().orElseGet(() -> commit(List.of(base())));
    };
  }

  /// For a pull request: the host makes of it what the policy wants, and the tree stays the same
  /// while the target branch is at the base.
  CommitId offered() {
    return switch (policy().method()) {
      case SQUASH -> commit(List.of(base()));
      case MERGE -> integrated();
      case REBASE -> rebased().orElseGet(() -> commit(List.of(base())));
    };
  }

  /// The task's own commits, which hold the base.
  private CommitId integrated() {
    return mirror.isAncestor(base(), work()) && mirror.tree(work()).equals(tree())
        ? work()
        : commit(List.of(work(), base()));
  }

  private CommitId work() {
    return new CommitId(
        Objects.requireNonNull(
            task.details().revision().work(), "A task that is verified has begun its work"));
  }

  private LandingPolicy policy() {
    return repository.configuration().landing();
  }

  private CommitId base() {
    return new CommitId(Objects.requireNonNull(task.details().revision().base()));
  }

  private TreeId tree() {
    return new TreeId(Objects.requireNonNull(task.details().revision().tree()));
  }

  private CommitId commit(List<CommitId> parents) {
    return mirror.commit(tree(), parents, message(), Authors.SERVICE);
  }

  /// The checkpoints, made anew one after the other on the base; empty if one does not fit there,
  /// or the last does not give the approved tree.
  private Optional<CommitId> rebased() {
    var before = new CommitId(Objects.requireNonNull(task.details().revision().start()));
    var onto = base();
    for (var checkpoint : mirror.checkpoints(task.id().toString())) {
      switch (replayed(before, checkpoint, onto)) {
        case Reversal.Reverted(CommitId commit, _, _) -> onto = commit;
        case Reversal.NothingToRevert() -> {}
        case Reversal.Conflict _ -> {
          return Optional.empty();
        }
      }
      before = checkpoint.commit();
    }
    boolean whole = mirror.tree(onto).equals(tree()) && !onto.equals(base());
    return whole ? Optional.of(onto) : Optional.empty();
  }

  /// Making a change is taking back its opposite.
  private Reversal replayed(CommitId before, Checkpoint checkpoint, CommitId onto) {
    var message = checkpoint.subject() + "\n\n" + trailers();
    return mirror.revert(
        before, checkpoint.commit(), onto, message.strip() + "\n", Authors.SERVICE);
  }

  String message() {
    var text = task.request().text().strip();
    var title = title(task);
    var body = title.equals(text) ? "" : text + "\n\n";
    return "%s\n\n%s%s".formatted(title, body, trailers()).strip() + "\n";
  }

  /// The first line of what was asked for, or as much as a history shows of it.
  static String title(Task task) {
    var title = task.request().text().strip().lines().findFirst().orElse("Change").strip();
    return title.length() <= TITLE_CHARACTERS
        ? title
        : title.substring(0, TITLE_CHARACTERS - 1) + "…";
  }

  private String trailers() {
    if (!policy().trailers()) {
      return "";
    }
    var people = new TreeSet<String>();
    StandingApprovals.of(task).forEach(approval -> people.add(approval.by()));
    var lines = new StringBuilder("Task-Id: ").append(task.id());
    people.forEach(by -> lines.append("\nApproved-by: ").append(by));
    return lines.toString();
  }
}
