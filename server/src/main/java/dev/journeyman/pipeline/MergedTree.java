package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.StoredJson;
import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.task.Decision;
import dev.journeyman.task.Result;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.TreeId;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the host made of a pull request: it makes the merge, so only afterwards can it be said
/// whether the tree is the approved one. Another one is verified as it is, and a failure there is
/// one of the landing. Both are evidence of their own.
final class MergedTree {

  private final Checks checks;
  private final BaseChecks baseChecks;
  private final EvidenceStore records;
  private final AuditLog audit;
  private final Clock clock;

  MergedTree(
      Checks checks, BaseChecks baseChecks, EvidenceStore records, AuditLog audit, Clock clock) {
    this.checks = checks;
    this.baseChecks = baseChecks;
    this.records = records;
    this.audit = audit;
    this.clock = clock;
  }

  Health look(Shift shift, Task task) throws InterruptedException {
    var result = Results.orEmpty(task.details().verdict());
    var known = result.landing();
    var evidence =
        known == null
            ? looked(shift, task, result)
            : StoredJson.read(known.toString(), Evidence.class);
    return evidence.outcome() == Evidence.Outcome.FAILED
        ? new Health.Bad(evidence.explanation())
        : new Health.Good();
  }

  private Evidence looked(Shift shift, Task task, Result result) throws InterruptedException {
    var revision = task.details().revision();
    var landed = new CommitId(Objects.requireNonNull(revision.landed()));
    var tree = shift.mirror().tree(landed);
    boolean same = tree.value().equals(revision.tree());
    var evidence =
        same ? held(shift, task, result, landed, tree) : verified(shift, task, landed, tree);
    shift.change(
        now -> {
          if (!same) {
            tell(now, shift, landed, tree);
          }
          var kept = records.keep(now.id(), EvidenceStore.Kind.LANDING, evidence);
          var details = now.details();
          var with = Results.orEmpty(details.verdict()).withLanding(kept);
          return now.with(details.with(details.verdict().with(with)));
        },
        evidence.event("landing comparison"));
    return evidence;
  }

  private Evidence held(Shift shift, Task task, Result result, CommitId landed, TreeId tree) {
    var approved = StoredJson.read(String.valueOf(result.verification()), Evidence.class);
    return evidence(
        shift,
        task,
        landed,
        tree,
        new Judgements.Judged(
            approved.outcome(),
            "GitHub merged exactly the approved tree: what was verified is what landed"),
        List.of(),
        List.of());
  }

  private Evidence verified(Shift shift, Task task, CommitId landed, TreeId tree)
      throws InterruptedException {
    var repository = shift.repository();
    var ground = new CommitId(Objects.requireNonNull(task.details().revision().ground()));
    var runs = checks.run(shift.mirror(), repository.configuration(), shift.network(), tree);
    var before =
        Checks.any(repository.configuration())
            ? baseChecks.of(repository, shift.mirror(), shift.network(), ground)
            : List.<CheckRun>of();
    var judged = Judgements.of(runs, before, true);
    var explanation =
        "GitHub merged the tree %s, and %s was approved: the target branch moved in the last moment, or somebody merged something else. The service verified it as it is: %s"
            .formatted(tree, task.details().revision().tree(), judged.explanation());
    return evidence(
        shift,
        task,
        landed,
        tree,
        new Judgements.Judged(judged.outcome(), explanation),
        runs,
        before);
  }

  private Evidence evidence(
      Shift shift,
      Task task,
      CommitId landed,
      TreeId tree,
      Judgements.Judged judged,
      List<CheckRun> runs,
      List<CheckRun> before) {
    return Evidence.of(
        new CommitId(Objects.requireNonNull(task.details().revision().ground())),
        landed,
        tree,
        judged,
        runs,
        before,
        Evidence.Circumstances.of(shift, clock.instant()));
  }

  private void tell(Task task, Shift shift, CommitId landed, TreeId tree) {
    var revision = task.details().revision();
    var approved =
        shift
            .mirror()
            .rawDiff(
                new CommitId(Objects.requireNonNull(revision.base())),
                new TreeId(Objects.requireNonNull(revision.tree())));
    var merged =
        shift.mirror().rawDiff(new CommitId(Objects.requireNonNull(revision.ground())), tree);
    audit.append(
        task.tenant(),
        Decision.SERVICE,
        "",
        "landing.differs",
        task.id().toString(),
        Map.of(
            "approved", String.valueOf(revision.tree()),
            "landed", tree.value(),
            "commit", landed.value(),
            "sameChange", Arrays.equals(approved, merged)));
  }
}
