package dev.journeyman.pipeline;

import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.pipeline.Evidence.Outcome;
import dev.journeyman.task.Counted;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says what check runs come to. Pure.
final class Judgements {

  /// What a shell says of a command that cannot be executed, or is not there.
  private static final Set<Integer> CANNOT_RUN = Set.of(126, 127);

  /// What they come to, and why in a sentence.
  record Judged(Outcome outcome, String explanation) {}

  private Judgements() {}

  /// @param checks on the changed tree
  /// @param before the same on the base; empty if not run
  /// @param tried whether the author has been asked to mend failures already. A command that fails
  ///     without naming a test, before the change and after it, is put to the author once, who may
  ///     have been asked to make it pass; then to a person, since more rounds would prove nothing
  static Judged of(List<CheckRun> checks, List<CheckRun> before, boolean tried) {
    if (checks.isEmpty()) {
      return new Judged(
          Outcome.NOTHING_VERIFIED, "Nothing was verified: the repository has no verify commands.");
    }
    if (!checks.stream().allMatch(CheckRun::succeeded)) {
      return failed(checks, before, tried);
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
    return checks.stream().allMatch(run -> knownToFail(run, known) || namelessIn(run, known))
        ? new Judged(
            Outcome.FAILED_BEFORE,
            "What fails without the change failed before it, or fails on the branch now: "
                + commands(checks))
        : broken(checks, known);
  }

  private static Judged failed(List<CheckRun> checks, List<CheckRun> before, boolean tried) {
    if (checks.stream().allMatch(run -> knownToFail(run, before))) {
      return new Judged(
          Outcome.FAILED_BEFORE,
          Counted.of(failing(checks).size(), "test")
              + (failing(checks).size() == 1 ? " fails, as it" : " fail, as they")
              + " did before the change.");
    }
    return checks.stream()
            .allMatch(run -> knownToFail(run, before) || unprovable(run, before, tried))
        ? new Judged(
            Outcome.FAILED_BEFORE,
            commands(checks)
                + ", as before the change, so that it is not known whether the change works."
                + " Does the sandbox have what the command needs (setup, caches, network)?")
        : broken(checks, before);
  }

  /// Whether a run fails in nothing but tests that failed in these runs of the same command too.
  private static boolean knownToFail(CheckRun run, List<CheckRun> known) {
    if (run.succeeded()) {
      return true;
    }
    var same = failedOnes(run, known);
    if (same.isEmpty() || run.failing().isEmpty()) {
      return false;
    }
    boolean counted = same.stream().anyMatch(other -> run.failed() <= other.failed());
    return failing(same).containsAll(run.failing())
        && (counted || run.failing().size() >= run.failed());
  }

  /// Whether a run names no test that fails, and failed in these as well.
  private static boolean namelessIn(CheckRun run, List<CheckRun> known) {
    return run.failing().isEmpty() && !failedOnes(run, known).isEmpty();
  }

  private static boolean unprovable(CheckRun run, List<CheckRun> before, boolean tried) {
    boolean cannotRun = run.exitCode() != null && CANNOT_RUN.contains(run.exitCode());
    return (tried || cannotRun)
        && namelessIn(run, before)
        && failedOnes(run, before).stream()
            .anyMatch(
                other ->
                    Objects.equals(other.exitCode(), run.exitCode())
                        && run.executed() == 0
                        && other.executed() == 0);
  }

  private static List<CheckRun> failedOnes(CheckRun run, List<CheckRun> known) {
    return known.stream()
        .filter(other -> other.command().equals(run.command()) && !other.succeeded())
        .toList();
  }

  private static Judged broken(List<CheckRun> checks, List<CheckRun> known) {
    var now = failing(checks);
    now.removeAll(failing(known));
    var label = known.isEmpty() ? " Failing: " : " Newly failing: ";
    var names = now.isEmpty() ? "" : label + String.join(", ", first(now)) + ".";
    boolean before = checks.stream().anyMatch(run -> namelessIn(run, known));
    var also = before ? " It did not pass before the change either." : "";
    return new Judged(Outcome.FAILED, commands(checks) + "." + names + also);
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
