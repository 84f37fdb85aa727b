package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.pipeline.Evidence.Outcome;
import dev.journeyman.task.Counted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        "%s passed%s.%s"
            .formatted(
                Counted.of(passed(checks), "test"),
                before.isEmpty() ? "" : fixed(checks, before),
                flaky(checks)));
  }

  /// What the checks on a revert come to. Failures that were there before the task, or are on the
  /// branch now, are none of the revert's; fewer tests are what a revert may well bring.
  ///
  /// @param checks on the tree with the change taken back
  /// @param before the same where the task began, and `now` where the branch is
  static Judged ofRevert(List<CheckRun> checks, List<CheckRun> before, List<CheckRun> now) {
    if (checks.isEmpty()) {
      return new Judged(
          Outcome.NOTHING_VERIFIED, "Nothing was verified: the repository has no verify commands.");
    }
    if (checks.stream().allMatch(CheckRun::succeeded)) {
      return executed(checks) == 0
          ? new Judged(Outcome.NO_TESTS, "The checks passed, but not one test was counted.")
          : new Judged(Outcome.VERIFIED, Counted.of(passed(checks), "test") + " passed.");
    }
    var known = Stream.concat(before.stream(), now.stream()).toList();
    return checks.stream().allMatch(run -> knownToFail(run, known, true))
        ? new Judged(
            Outcome.FAILED_BEFORE,
            "What fails without the change failed before it, or fails on the branch now: "
                + commands(checks))
        : broken(checks, known);
  }

  private static Judged failed(List<CheckRun> checks, List<CheckRun> before) {
    return checks.stream().allMatch(run -> knownToFail(run, before, false))
        ? new Judged(
            Outcome.FAILED_BEFORE,
            "%d tests fail, as they did before the change.".formatted(failing(checks).size()))
        : broken(checks, before);
  }

  /// Whether a run fails in nothing but what failed in these runs of the same command too.
  ///
  /// @param nameless whether a command that names no failing test is known by its failing alone
  private static boolean knownToFail(CheckRun run, List<CheckRun> known, boolean nameless) {
    if (run.succeeded()) {
      return true;
    }
    var same =
        known.stream()
            .filter(other -> other.command().equals(run.command()) && !other.succeeded())
            .toList();
    if (same.isEmpty() || run.failing().isEmpty()) {
      return nameless && !same.isEmpty();
    }
    boolean counted = same.stream().anyMatch(other -> run.failed() <= other.failed());
    return failing(same).containsAll(run.failing())
        && (counted || run.failing().size() >= run.failed());
  }

  private static Judged broken(List<CheckRun> checks, List<CheckRun> known) {
    var now = failing(checks);
    now.removeAll(failing(known));
    var names = now.isEmpty() ? "" : " Newly failing: " + String.join(", ", first(now)) + ".";
    return new Judged(Outcome.FAILED, commands(checks) + "." + names);
  }

  private static String commands(List<CheckRun> checks) {
    return checks.stream()
        .filter(run -> !run.succeeded())
        .map(run -> "`%s` %s".formatted(run.command(), run.ended()))
        .collect(Collectors.joining("; "));
  }

  private static String flaky(List<CheckRun> checks) {
    var names = checks.stream().flatMap(run -> run.flaky().stream()).toList();
    return names.isEmpty()
        ? ""
        : " Flaky, failed at first and passed when run again: " + String.join(", ", names) + ".";
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

  private static int passed(List<CheckRun> runs) {
    return runs.stream().mapToInt(CheckRun::passed).sum();
  }
}
