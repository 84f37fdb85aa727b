package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.Outcome;
import dev.journeyman.pipeline.Integrator.Joined;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Milestone;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStatus;
import dev.journeyman.workspace.Diff;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Verifying: what the agent left running is stopped; the work is joined with the target branch as
/// it is now; the repository's own checks run on a clean copy of just that; a fresh reader judges
/// the diff. After an approval whose base has moved, the approval is carried over only if the diff
/// is the same; what no longer passes goes back to its author.
final class VerifyStage implements Stage {

  /// How often in a row the service sends work back by itself.
  static final int ROUNDS = 3;

  private final Integrator integrator;
  private final Checks checks;
  private final BaseChecks baseChecks;
  private final TestProofs proofs;
  private final EvidenceStore records;
  private final Reviewer reviewer;
  private final CarryOver carryOver;
  private final Withdrawal withdrawal;
  private final PullRequestLanding landing;
  private final Clock clock;

  VerifyStage(
      Integrator integrator,
      Checks checks,
      BaseChecks baseChecks,
      TestProofs proofs,
      EvidenceStore records,
      Reviewer reviewer,
      CarryOver carryOver,
      Withdrawal withdrawal,
      PullRequestLanding landing,
      Clock clock) {
    this.integrator = integrator;
    this.checks = checks;
    this.baseChecks = baseChecks;
    this.proofs = proofs;
    this.records = records;
    this.reviewer = reviewer;
    this.carryOver = carryOver;
    this.withdrawal = withdrawal;
    this.landing = landing;
    this.clock = clock;
  }

  @Override
  public void run(Shift shift) throws InterruptedException {
    shift.clearDesk();
    var joined = integrator.join(shift);
    if (joined.isPresent()) {
      verify(shift, joined.get());
    }
  }

  private void verify(Shift shift, Joined joined) throws InterruptedException {
    var task = shift.task();
    var diff = shift.mirror().diff(joined.base(), joined.tree());
    if (diff.isEmpty()) {
      nothingLeft(shift);
      return;
    }
    var evidence = evidence(shift, task, joined);
    if (evidence.outcome() == Outcome.FAILED) {
      settle(shift, evidence, diff, joined);
      return;
    }
    if (approved(task)) {
      carryOver.run(shift, joined, proved(shift, joined, diff, evidence), diff);
      return;
    }
    var proved = proved(shift, joined, diff, evidence);
    settle(shift, proved.with(reviewer.review(shift, proved, diff)), diff, joined);
  }

  /// Where the change was approved, somebody may have merged it on the host meanwhile.
  private void nothingLeft(Shift shift) throws InterruptedException {
    var merge = approved(shift.task()) ? merged(shift) : Optional.<Merge>empty();
    if (merge.isEmpty()) {
      shift.change(VerifyStage::withoutChanges);
    } else if (merge.get() instanceof Merge.Merged) {
      shift.change(task -> task.become(TaskStatus.APPROVED, "It was merged on GitHub"));
    }
  }

  private Optional<Merge> merged(Shift shift) throws InterruptedException {
    if (shift.task().details().pullRequests().of(Kind.CHANGE).isEmpty()) {
      return Optional.empty();
    }
    var now = landing.meanwhile(shift);
    return now.isPresent() ? now : landing.earlier(shift);
  }

  private Evidence proved(Shift shift, Joined joined, Diff diff, Evidence evidence)
      throws InterruptedException {
    var warnings = TestWarnings.of(diff, shift.repository().configuration());
    if (evidence.checks().isEmpty()) {
      return evidence.with(null, null, warnings);
    }
    return evidence.with(
        proofs.ofAdded(shift, joined, diff, evidence.before()).orElse(null),
        proofs.ofOld(shift, joined, diff, evidence).orElse(null),
        warnings);
  }

  private Evidence evidence(Shift shift, Task task, Joined joined) throws InterruptedException {
    var repository = shift.repository();
    var runs =
        checks.run(shift.mirror(), repository.configuration(), shift.network(), joined.tree());
    var before =
        Checks.any(repository.configuration())
            ? baseChecks.of(repository, shift.mirror(), shift.network(), joined.base())
            : List.<Evidence.CheckRun>of();
    var judged = Judgements.of(runs, before, task.details().work().sentBack() > 0);
    return Evidence.of(
        joined.base(),
        joined.work(),
        joined.tree(),
        judged,
        runs,
        before,
        Evidence.Circumstances.of(shift, clock.instant()));
  }

  private void settle(Shift shift, Evidence evidence, Diff diff, Joined joined) {
    var findings = Findings.toMend(evidence);
    int rounds = shift.task().details().work().sentBack();
    if (findings.isEmpty()) {
      shift.change(
          task ->
              recorded(task, evidence, diff, joined, true)
                  .become(TaskStatus.LEARNING, "Noting what was learned"));
    } else if (rounds < ROUNDS) {
      shift.change(
          task ->
              sentBack(
                  recorded(withdrawn(task, evidence), evidence, diff, joined, false),
                  findings.get()));
    } else {
      shift.change(task -> recorded(task, evidence, diff, joined, false));
      throw new StageFailedException(
          "The change could not be brought to pass in %d rounds. %s"
              .formatted(ROUNDS, evidence.explanation()),
          Category.VERIFICATION,
          "Read the evidence of the task, then retry it with more context");
    }
  }

  private Task recorded(Task task, Evidence evidence, Diff diff, Joined joined, boolean success) {
    var details = task.details();
    var result =
        Results.orEmpty(details.verdict())
            .withChanges(success, paths(diff))
            .with(records.keep(task.id(), EvidenceStore.Kind.CHANGE, evidence));
    return task.with(
        details
            .with(details.verdict().with(result))
            .with(
                details
                    .revision()
                    .integrated(
                        joined.base().value(), joined.head().value(), joined.tree().value())));
  }

  /// Of a file that moved, both places.
  private static List<String> paths(Diff diff) {
    return diff.files().stream()
        .flatMap(file -> Stream.of(file.oldPath(), file.path()))
        .distinct()
        .toList();
  }

  /// What was approved does not pass with the target branch as it is now.
  private Task withdrawn(Task task, Evidence evidence) {
    return withdrawal.of(task, evidence.explanation());
  }

  private static Task sentBack(Task task, String findings) {
    var details = task.details();
    return task.with(details.with(details.work().nextRound(findings)))
        .become(TaskStatus.EXECUTING, "Mending what verification found");
  }

  private static Task withoutChanges(Task task) {
    var details = task.details();
    var result = Results.orEmpty(details.verdict()).withChanges(true, List.of());
    return task.with(details.with(details.verdict().with(result)))
        .become(
            TaskStatus.LEARNING,
            approved(task)
                ? "The target branch has this change already"
                : "Nothing was changed; noting what was learned");
  }

  private static boolean approved(Task task) {
    return task.details().decisions().at(Milestone.APPROVED).isPresent();
  }
}
