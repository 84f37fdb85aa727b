package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.pipeline.Evidence.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Says what check runs come to. Pure.
final class Judgements {

  /// What they come to, and why in a sentence.
  record Judged(Outcome outcome, String explanation) {}

  private Judgements() {}

  /// @param checks on the changed tree
  /// @param before the same on the base; empty if not run
  static Judged of(List<CheckRun> checks, List<CheckRun> before) {
    if (checks.isEmpty()) {
      return new Judged(
          Outcome.NOTHING_VERIFIED, "Nothing was verified: the repository has no verify commands.");
    }
    if (!checks.stream().allMatch(CheckRun::succeeded)) {
      return failed(checks, before);
    }
    int executed = executed(checks);
    if (executed == 0) {
      return new Judged(Outcome.NO_TESTS, "The checks passed, but not one test was counted.");
    }
    int executedBefore = executed(before);
    if (executed < executedBefore) {
      return new Judged(
          Outcome.NO_TESTS,
          "Only %d tests were counted; before the change it was %d."
              .formatted(executed, executedBefore));
    }
    return new Judged(
        Outcome.VERIFIED,
        "%d tests passed%s."
            .formatted(executed - skipped(checks), before.isEmpty() ? "" : fixed(checks, before)));
  }

  private static Judged failed(List<CheckRun> checks, List<CheckRun> before) {
    var now = failing(checks);
    var old = failing(before);
    boolean brokenBefore = !before.isEmpty() && !before.stream().allMatch(CheckRun::succeeded);
    if (brokenBefore && !now.isEmpty() && old.containsAll(now)) {
      return new Judged(
          Outcome.FAILED_BEFORE,
          "%d tests fail, as they did before the change.".formatted(now.size()));
    }
    now.removeAll(old);
    var names = now.isEmpty() ? "" : " Newly failing: " + String.join(", ", first(now)) + ".";
    var commands =
        checks.stream()
            .filter(run -> !run.succeeded())
            .map(run -> "`%s` %s".formatted(run.command(), run.ended()))
            .toList();
    return new Judged(Outcome.FAILED, String.join("; ", commands) + "." + names);
  }

  private static String fixed(List<CheckRun> checks, List<CheckRun> before) {
    var fixed = failing(before);
    fixed.removeAll(failing(checks));
    return fixed.isEmpty() ? "" : ", %d of which failed before".formatted(fixed.size());
  }

  private static Set<String> failing(List<CheckRun> runs) {
    var names = new HashSet<String>();
    runs.forEach(run -> names.addAll(run.failing()));
    return names;
  }

  private static List<String> first(Set<String> names) {
    return names.stream().sorted().limit(10).toList();
  }

  private static int executed(List<CheckRun> runs) {
    return runs.stream().mapToInt(CheckRun::executed).sum();
  }

  private static int skipped(List<CheckRun> runs) {
    return runs.stream().mapToInt(CheckRun::skipped).sum();
  }
}
