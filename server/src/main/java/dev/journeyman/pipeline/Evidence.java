package dev.journeyman.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.journeyman.repository.ApprovalPolicy;
import dev.journeyman.repository.LandingPolicy;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.TreeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the service itself saw when it verified one tree. Never changed once made; addressed by its
/// hash.
///
/// @param base the commit of the target branch that the work was integrated with
/// @param work the agent's last checkpoint
/// @param tree what was verified
/// @param outcome in one word, and `explanation` in a sentence
/// @param checks the commands that were run on the tree
/// @param before the same commands on the base's tree; empty if they were not needed
/// @param review null where nobody reviewed
/// @param addedTests the tests of the change on the source before it; null where it has none
/// @param oldTests the tests as they were on the changed source; null where none was changed
/// @param warnings what the service noticed in the diff of tests
/// @param policy under which it was verified; null in records of an earlier version
public record Evidence(
    String base,
    String work,
    String tree,
    Outcome outcome,
    String explanation,
    List<CheckRun> checks,
    List<CheckRun> before,
    @Nullable Review review,
    Instant verifiedAt,
    @Nullable String agentVersion,
    @Nullable TestProof addedTests,
    @Nullable TestProof oldTests,
    List<Finding> warnings,
    @Nullable Policy policy) {

  /// What it comes to.
  public enum Outcome {
    /// Checks ran, tests were counted, and nothing failed.
    VERIFIED,
    /// Checks ran and passed, but no test was counted, or fewer than before.
    NO_TESTS,
    /// There are no checks for this repository.
    NOTHING_VERIFIED,
    /// What failed had failed before the change as well.
    FAILED_BEFORE,
    /// The change broke something.
    FAILED;

    /// Whether a change may land without a person.
    boolean trusted() {
      return this == VERIFIED;
    }
  }

  /// One command and what came of it.
  ///
  /// @param exitCode null when the command did not end by itself
  /// @param ended how it ended, in words
  /// @param executed how many tests were counted; `failing` names those that failed
  /// @param flaky names of those that failed at first and passed when run once more
  /// @param output the end of what it wrote
  /// @param log under which all that was kept of it is found; null where `output` is that
  public record CheckRun(
      String command,
      @Nullable Integer exitCode,
      String ended,
      int executed,
      int passed,
      int failed,
      int skipped,
      List<String> failing,
      List<String> flaky,
      long durationMs,
      String output,
      @Nullable String log) {

    public CheckRun {
      failing = List.copyOf(failing);
      flaky = copy(flaky);
    }

    CheckRun withFlaky(List<String> names) {
      return new CheckRun(
          command,
          exitCode,
          ended,
          executed,
          passed,
          failed,
          skipped,
          failing,
          names,
          durationMs,
          output,
          log);
    }

    boolean succeeded() {
      return exitCode != null && exitCode == 0 && failed == 0;
    }
  }

  /// The verdict of a reader who had not seen the conversation.
  public record Review(String verdict, String summary, List<Finding> findings) {
    public Review {
      findings = List.copyOf(findings);
    }
  }

  /// One thing a reviewer or a person found.
  ///
  /// @param line of the new version; null where there is none
  public record Finding(String path, @Nullable Integer line, String severity, String text) {

    boolean blocking() {
      return severity.equals("blocking");
    }
  }

  /// The rules of the repository as they were.
  ///
  /// @param promise what the service can say beforehand about the tree that will land
  public record Policy(LandingPolicy landing, ApprovalPolicy approval, String promise) {

    static Policy of(RepositoryConfiguration configuration) {
      var landing = configuration.landing();
      return new Policy(
          landing,
          configuration.approval(),
          switch (landing.way()) {
            case BRANCH -> "Exactly this tree lands, or nothing.";
            case PULL_REQUEST ->
                "GitHub makes the merge and cannot promise this tree; it is compared afterwards, and another one is verified then.";
          });
    }
  }

  /// When, by which agent and under which rules a record is made.
  record Circumstances(Instant at, @Nullable String agentVersion, Policy policy) {

    static Circumstances of(Shift shift, Instant at) {
      return new Circumstances(
          at,
          shift.task().details().work().agentVersion(),
          Policy.of(shift.repository().configuration()));
    }
  }

  /// Tests that were run on a source that is not theirs.
  ///
  /// @param files where they are
  /// @param holds whether it came out as it should
  /// @param failing those that failed there and not before
  public record TestProof(
      List<String> files, boolean holds, String explanation, int executed, List<String> failing) {
    public TestProof {
      files = List.copyOf(files);
      failing = List.copyOf(failing);
    }
  }

  public Evidence {
    checks = List.copyOf(checks);
    before = List.copyOf(before);
    warnings = copy(warnings);
  }

  /// What checks have shown, before anybody reads the change or looks at its tests.
  static Evidence of(
      CommitId base,
      CommitId work,
      TreeId tree,
      Judgements.Judged judged,
      List<CheckRun> checks,
      List<CheckRun> before,
      Circumstances circumstances) {
    return new Evidence(
        base.value(),
        work.value(),
        tree.value(),
        judged.outcome(),
        judged.explanation(),
        checks,
        before,
        null,
        circumstances.at(),
        circumstances.agentVersion(),
        null,
        null,
        List.of(),
        circumstances.policy());
  }

  /// Tells it in the stream.
  ///
  /// @param stage in which it was seen, in the stream's words
  TaskEvent.Draft event(String stage) {
    return TaskEvents.of(
        TaskEvent.Type.STAGE,
        Map.of(
            "stage", stage, "outcome", outcome.name(), "explanation", explanation, "tree", tree));
  }

  /// Records of an earlier version lack what came later.
  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /// Why this is not to be trusted without a person, in sentences; empty if it is.
  List<String> doubts() {
    var doubts = new ArrayList<String>();
    if (!outcome.trusted()) {
      doubts.add(explanation);
    }
    var flaky = checks.stream().flatMap(run -> run.flaky().stream()).toList();
    if (!flaky.isEmpty()) {
      doubts.add("Flaky tests: " + String.join(", ", flaky));
    }
    Stream.of(Optional.ofNullable(addedTests), Optional.ofNullable(oldTests))
        .flatMap(Optional::stream)
        .filter(proof -> !proof.holds())
        .forEach(proof -> doubts.add(proof.explanation()));
    uncounted()
        .ifPresent(
            command ->
                doubts.add(
                    "Before the change `%s` could not be run to its end, so it is not known whether tests are missing"
                        .formatted(command)));
    warnings.forEach(warning -> doubts.add(warning.path() + ": " + warning.text()));
    return doubts;
  }

  /// A command whose tests on the base were not counted, if there is one.
  private Optional<String> uncounted() {
    if (before.isEmpty() || outcome != Outcome.VERIFIED) {
      return Optional.empty();
    }
    return checks.stream()
        .map(CheckRun::command)
        .filter(
            command ->
                before.stream()
                    .noneMatch(run -> run.command().equals(command) && run.exitCode() != null))
        .findFirst();
  }

  /// How many tests were run on the tree, in all.
  ///
  /// @param run those that were executed, skipped ones not among them
  public record Tests(int run, int passed, int failed, int skipped) {}

  /// Whether the checks held; null where nothing was shown either way.
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public @Nullable Boolean passed() {
    return switch (outcome) {
      case VERIFIED -> true;
      case FAILED, FAILED_BEFORE -> false;
      case NO_TESTS, NOTHING_VERIFIED -> null;
    };
  }

  /// What was proposed, which is the agent's last checkpoint.
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String head() {
    return work;
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public Tests tests() {
    return new Tests(
        checks.stream().mapToInt(CheckRun::executed).sum(),
        checks.stream().mapToInt(CheckRun::passed).sum(),
        checks.stream().mapToInt(CheckRun::failed).sum(),
        checks.stream().mapToInt(CheckRun::skipped).sum());
  }

  Evidence with(Review found) {
    return new Evidence(
        base,
        work,
        tree,
        outcome,
        explanation,
        checks,
        before,
        found,
        verifiedAt,
        agentVersion,
        addedTests,
        oldTests,
        warnings,
        policy);
  }

  Evidence with(@Nullable TestProof added, @Nullable TestProof old, List<Finding> noticed) {
    return new Evidence(
        base,
        work,
        tree,
        outcome,
        explanation,
        checks,
        before,
        review,
        verifiedAt,
        agentVersion,
        added,
        old,
        noticed,
        policy);
  }
}
