package dev.journeyman.pipeline;

import dev.journeyman.repository.LandingPolicy;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.Checkpoint;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Reversal;
import dev.journeyman.workspace.TreeId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Makes the commits that land, as the repository's policy wants them. Whatever it wants, the last
/// one has exactly the approved tree.
record LandCommits(Shift shift, Task task) {

  private static final int TITLE_CHARACTERS = 72;

  CommitId make() {
    return switch (policy().method()) {
      case SQUASH -> commit(List.of(base()));
      case MERGE -> commit(List.of(base(), shift.work()));
      case REBASE -> rebased().orElseGet(() -> commit(List.of(base())));
    };
  }

  private LandingPolicy policy() {
    return shift.repository().configuration().landing();
  }

  private CommitId base() {
    return new CommitId(Objects.requireNonNull(task.details().revision().base()));
  }

  private TreeId tree() {
    return new TreeId(Objects.requireNonNull(task.details().revision().tree()));
  }

  private CommitId commit(List<CommitId> parents) {
    return shift.mirror().commit(tree(), parents, message(), Authors.SERVICE);
  }

  /// The checkpoints, made anew one after the other on the base; empty if one does not fit there,
  /// or the last does not give the approved tree.
  private Optional<CommitId> rebased() {
    var before = new CommitId(Objects.requireNonNull(task.details().revision().start()));
    var onto = base();
    for (var checkpoint : shift.mirror().checkpoints(task.id().toString())) {
      switch (replayed(before, checkpoint, onto)) {
        case Reversal.Reverted(CommitId commit, _, _) -> onto = commit;
        case Reversal.NothingToRevert() -> {}
        case Reversal.Conflict _ -> {
          return Optional.empty();
        }
      }
      before = checkpoint.commit();
    }
    boolean whole = shift.mirror().tree(onto).equals(tree()) && !onto.equals(base());
    return whole ? Optional.of(onto) : Optional.empty();
  }

  /// Making a change is taking back its opposite.
  private Reversal replayed(CommitId before, Checkpoint checkpoint, CommitId onto) {
    var message = checkpoint.subject() + "\n\n" + trailers();
    return shift
        .mirror()
        .revert(before, checkpoint.commit(), onto, message.strip() + "\n", Authors.SERVICE);
  }

  private String message() {
    var text = task.request().text().strip();
    var title = text.lines().findFirst().orElse("Change").strip();
    var cut =
        title.length() <= TITLE_CHARACTERS ? title : title.substring(0, TITLE_CHARACTERS - 1) + "…";
    var body = cut.equals(text) ? "" : text + "\n\n";
    return "%s\n\n%s%s".formatted(cut, body, trailers()).strip() + "\n";
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
