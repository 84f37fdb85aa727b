package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.pipeline.Evidence.TestProof;
import dev.journeyman.pipeline.Integrator.Joined;
import dev.journeyman.workspace.Diff;
import dev.journeyman.workspace.FileChange;
import dev.journeyman.workspace.FileChange.Status;
import dev.journeyman.workspace.TreeId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Runs tests on a source that is not theirs: those of a change on the source before it, where they
/// must fail, or they prove nothing; and those of before on the changed source, where they must
/// pass, or they pass only because the change altered them.
final class TestProofs {

  private final Checks checks;

  TestProofs(Checks checks) {
    this.checks = checks;
  }

  /// Empty if the change adds nothing to tests.
  Optional<TestProof> ofAdded(Shift shift, Joined joined, Diff diff, List<CheckRun> before)
      throws InterruptedException {
    var files =
        diff.files().stream()
            .filter(file -> TestFiles.isTest(file.path()))
            .filter(file -> file.status() != Status.DELETED)
            .filter(file -> file.additions() > 0 || TestFiles.isUnreadable(file))
            .map(FileChange::path)
            .toList();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    var tree = shift.mirror().overlay(shift.mirror().tree(joined.base()), joined.tree(), files);
    return Optional.of(added(files, run(shift, tree), before));
  }

  /// Empty if the change alters no test that was there.
  Optional<TestProof> ofOld(Shift shift, Joined joined, Diff diff, Evidence evidence)
      throws InterruptedException {
    var changed =
        diff.files().stream()
            .filter(TestFiles::touches)
            .filter(file -> file.status() != Status.ADDED)
            .toList();
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    var files =
        changed.stream()
            .flatMap(file -> Stream.of(file.oldPath(), file.path()))
            .distinct()
            .toList();
    var tree = shift.mirror().overlay(joined.tree(), shift.mirror().tree(joined.base()), files);
    return Optional.of(old(files, run(shift, tree), evidence.checks(), evidence.before()));
  }

  private List<CheckRun> run(Shift shift, TreeId tree) throws InterruptedException {
    return checks.run(shift.mirror(), shift.repository().configuration(), shift.network(), tree);
  }

  static TestProof added(List<String> files, List<CheckRun> runs, List<CheckRun> before) {
    var failing = newlyFailing(runs, before);
    int more = Math.max(executed(runs) - executed(before), failing.size());
    boolean broken = brokenOtherwise(runs, before);
    if (failing.isEmpty() && !broken) {
      return proof(
          files,
          false,
          "The tests of the change pass on the source before it as well: they prove nothing.",
          runs,
          failing);
    }
    if (failing.isEmpty()) {
      return proof(
          files,
          true,
          "The tests of the change do not even run on the source before it.",
          runs,
          failing);
    }
    int idle = more - failing.size();
    return proof(
        files,
        idle == 0,
        "Tests of the change that fail on the source before it, as they should: %d%s."
            .formatted(
                failing.size(),
                idle == 0 ? "" : ". That pass there and prove nothing: %d".formatted(idle)),
        runs,
        failing);
  }

  /// @param runs of the old tests with the change
  /// @param now those of all that is changed, and `before` of nothing of it
  static TestProof old(
      List<String> files, List<CheckRun> runs, List<CheckRun> now, List<CheckRun> before) {
    var failing = newlyFailing(runs, now);
    if (!failing.isEmpty()) {
      return proof(
          files,
          false,
          "As they were before the change, these tests fail with it, and pass only because it altered them: "
              + String.join(", ", failing.stream().limit(10).toList()),
          runs,
          failing);
    }
    if (brokenOtherwise(runs, now)) {
      return proof(
          files, false, "The tests as they were before do not run with the change.", runs, failing);
    }
    int missing = executed(before) - executed(runs);
    return missing > 0
        ? proof(
            files,
            false,
            "Of the tests as they were before the change, %d were not run with it."
                .formatted(missing),
            runs,
            failing)
        : proof(
            files,
            true,
            "The tests as they were before the change pass with it, too.",
            runs,
            failing);
  }

  private static TestProof proof(
      List<String> files,
      boolean holds,
      String explanation,
      List<CheckRun> runs,
      Set<String> failing) {
    return new TestProof(files, holds, explanation, executed(runs), List.copyOf(failing));
  }

  private static Set<String> newlyFailing(List<CheckRun> runs, List<CheckRun> known) {
    var names = new TreeSet<String>();
    runs.forEach(run -> names.addAll(run.failing()));
    known.forEach(run -> names.removeAll(run.failing()));
    return names;
  }

  /// Whether a command fails without naming a test, and did not where it is compared with.
  private static boolean brokenOtherwise(List<CheckRun> runs, List<CheckRun> known) {
    return runs.stream()
        .filter(run -> !run.succeeded() && run.failing().isEmpty())
        .anyMatch(
            run ->
                known.stream()
                    .noneMatch(
                        other -> other.command().equals(run.command()) && !other.succeeded()));
  }

  private static int executed(List<CheckRun> runs) {
    return runs.stream().mapToInt(CheckRun::executed).sum();
  }
}
