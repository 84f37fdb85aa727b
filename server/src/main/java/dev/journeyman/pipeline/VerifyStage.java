package dev.journeyman.pipeline;

import dev.journeyman.database.StoredJson;
import dev.journeyman.pipeline.Evidence.Outcome;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.Result;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Diff;
import dev.journeyman.workspace.FileChange;
import dev.journeyman.workspace.Integration;
import dev.journeyman.workspace.TreeId;
import java.time.Clock;
import java.util.List;

/// Verifying: what the agent left running is stopped; the work is joined with the target branch as
/// it is now; the repository's own checks run on a clean copy of just that; a fresh reader judges
/// the diff. After an approval whose base has moved, the approval is carried over only if the diff
/// is the same.
final class VerifyStage implements Stage {

  private static final int ROUNDS = 3;

  private final Checks checks;
  private final BaseChecks baseChecks;
  private final Reviewer reviewer;
  private final CarryOver carryOver;
  private final Clock clock;

  VerifyStage(
      Checks checks, BaseChecks baseChecks, Reviewer reviewer, CarryOver carryOver, Clock clock) {
    this.checks = checks;
    this.baseChecks = baseChecks;
    this.reviewer = reviewer;
    this.carryOver = carryOver;
    this.clock = clock;
  }

  @Override
  public void run(Shift shift) throws InterruptedException {
    shift.clearDesk();
    var task = shift.task();
    var joined = join(shift, task);
    var diff = shift.mirror().diff(joined.base(), joined.tree());
    if (diff.isEmpty()) {
      shift.change(VerifyStage::withoutChanges);
      return;
    }
    var evidence = evidence(shift, task, joined);
    if (approved(task)) {
      carryOver.run(shift, joined, evidence);
      return;
    }
    var judged =
        evidence.outcome() == Outcome.FAILED
            ? evidence
            : evidence.with(reviewer.review(shift, evidence, diff));
    settle(shift, judged, diff, joined);
  }

  /// The work, joined with the target branch.
  ///
  /// @param base the commit of the target branch
  record Joined(CommitId base, CommitId work, CommitId head, TreeId tree) {}

  private static Joined join(Shift shift, Task task) {
    shift.mirror().fetch();
    var base = shift.mirror().head(shift.target());
    var work = shift.work();
    var integration =
        shift.mirror().integrate(work, base, "Integrate " + task.id(), Authors.SERVICE);
    return switch (integration) {
      case Integration.UpToDate(CommitId head, TreeId tree) -> new Joined(base, work, head, tree);
      case Integration.FastForward(CommitId head, TreeId tree) ->
          new Joined(base, work, head, tree);
      case Integration.Merged(CommitId head, TreeId tree) -> new Joined(base, work, head, tree);
      case Integration.Conflict(List<String> paths) ->
          throw new StageFailedException(
              "The target branch has changed the same places meanwhile: "
                  + String.join(", ", paths),
              Category.CONFLICT,
              "Retry the task: it then starts from the target branch as it is now");
    };
  }

  private Evidence evidence(Shift shift, Task task, Joined joined) {
    var configuration = shift.repository().configuration();
    var runs = checks.run(shift, joined.tree());
    var before =
        Checks.any(configuration)
            ? baseChecks.of(shift, joined.base())
            : List.<Evidence.CheckRun>of();
    var judged = Judgements.of(runs, before);
    return new Evidence(
        joined.base().value(),
        joined.work().value(),
        joined.tree().value(),
        judged.outcome(),
        judged.explanation(),
        runs,
        before,
        null,
        clock.instant(),
        task.details().work().agentVersion());
  }

  private static void settle(Shift shift, Evidence evidence, Diff diff, Joined joined) {
    var findings = Findings.toMend(evidence);
    int rounds = shift.task().details().work().rounds();
    if (findings.isEmpty()) {
      shift.change(
          task ->
              recorded(task, evidence, diff, joined, true)
                  .become(TaskStatus.LEARNING, "Noting what was learned"));
    } else if (rounds < ROUNDS) {
      shift.change(task -> sentBack(recorded(task, evidence, diff, joined, false), findings.get()));
    } else {
      shift.change(task -> recorded(task, evidence, diff, joined, false));
      throw new StageFailedException(
          "The change could not be brought to pass in %d rounds. %s"
              .formatted(ROUNDS, evidence.explanation()),
          Category.VERIFICATION,
          "Read the evidence of the task, then retry it with more context");
    }
  }

  private static Task recorded(
      Task task, Evidence evidence, Diff diff, Joined joined, boolean success) {
    var details = task.details();
    var soFar = Results.orEmpty(details.verdict());
    var result =
        new Result(
            success,
            soFar.output(),
            diff.files().stream().map(FileChange::path).toList(),
            soFar.learnings(),
            StoredJson.tree(evidence));
    return task.with(
        details
            .with(details.verdict().with(result))
            .with(
                details
                    .revision()
                    .integrated(
                        joined.base().value(), joined.head().value(), joined.tree().value())));
  }

  private static Task sentBack(Task task, String findings) {
    var details = task.details();
    return task.with(details.with(details.work().nextRound(findings)))
        .become(TaskStatus.EXECUTING, "Mending what verification found");
  }

  private static Task withoutChanges(Task task) {
    var details = task.details();
    var soFar = Results.orEmpty(details.verdict());
    var result = new Result(true, soFar.output(), List.of(), List.of(), null);
    return task.with(details.with(details.verdict().with(result)))
        .become(TaskStatus.LEARNING, "Nothing was changed; noting what was learned");
  }

  private static boolean approved(Task task) {
    return task.details().decisions().at(Milestone.APPROVED).isPresent();
  }
}
