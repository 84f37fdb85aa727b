package dev.journeyman.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.pipeline.Evidence.CheckRun;
import dev.journeyman.pipeline.Evidence.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementsTest {

  @Test
  void withoutCommandsNothingWasVerified() {
    assertThat(Judgements.of(List.of(), List.of(), false).outcome())
        .isEqualTo(Outcome.NOTHING_VERIFIED);
  }

  @Test
  void passingWithoutOneTestIsNoProof() {
    assertThat(judge(run(0, 0), run(0, 0))).isEqualTo(Outcome.NO_TESTS);
  }

  @Test
  void fewerTestsThanBeforeAreNoProof() {
    var judged = Judgements.of(List.of(run(0, 2)), List.of(run(0, 3)), false);
    assertThat(judged.outcome()).isEqualTo(Outcome.NO_TESTS);
    assertThat(judged.explanation()).contains("2 tests").contains("it was 3");
  }

  @Test
  void passingTestsVerify() {
    assertThat(judge(run(0, 3), run(0, 3))).isEqualTo(Outcome.VERIFIED);
    assertThat(Judgements.of(List.of(run(0, 3)), List.of(), false).explanation())
        .isEqualTo("3 tests passed.");
  }

  @Test
  void aTestThatFailedBeforeAndPassesNowIsCounted() {
    var judged = Judgements.of(List.of(run(0, 3)), List.of(run(1, 3, "a")), false);
    assertThat(judged.outcome()).isEqualTo(Outcome.VERIFIED);
    assertThat(judged.explanation()).isEqualTo("3 tests passed, 1 of which failed before.");
  }

  @Test
  void whatFailedBeforeIsNotTheChangesFault() {
    assertThat(judge(run(1, 3, "a"), run(1, 3, "a", "b"))).isEqualTo(Outcome.FAILED_BEFORE);
  }

  @Test
  void aNewFailureIsNamed() {
    var judged = Judgements.of(List.of(run(1, 3, "a", "b")), List.of(run(1, 3, "a")), false);
    assertThat(judged.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(judged.explanation()).contains("Newly failing: b.");
  }

  @Test
  void aFailureThatNamesNoTestIsTheChangesFault() {
    assertThat(judge(run(1, 0), run(1, 0))).isEqualTo(Outcome.FAILED);
  }

  @Test
  void aFailureThatNamesNoTestIsPutToTheAuthorOnceAndThenToAPerson() {
    var first = Judgements.of(List.of(run(1, 0)), List.of(run(1, 0)), false);
    assertThat(first.explanation()).endsWith("It did not pass before the change either.");
    var again = Judgements.of(List.of(run(1, 0)), List.of(run(1, 0)), true);
    assertThat(again.outcome()).isEqualTo(Outcome.FAILED_BEFORE);
    assertThat(again.explanation()).contains("as before the change").contains("caches");
  }

  @Test
  void anotherFailureWithoutANameStaysTheChangesFault() {
    assertThat(Judgements.of(List.of(run(2, 0)), List.of(run(1, 0)), true).outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(Judgements.of(List.of(run(1, 0)), List.of(run(0, 3)), true).outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(Judgements.of(List.of(run(1, 0)), List.of(run(1, 3)), true).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void aCommandThatIsNotThereIsNeverTheChangesFault() {
    assertThat(judge(run(127, 0), run(127, 0))).isEqualTo(Outcome.FAILED_BEFORE);
    assertThat(judge(run(127, 0), run(0, 3))).isEqualTo(Outcome.FAILED);
  }

  @Test
  void aFailedTestCountsEvenIfTheCommandClaimsSuccess() {
    assertThat(judge(run(0, 3, "a"), run(0, 3))).isEqualTo(Outcome.FAILED);
  }

  @Test
  void onlyVerifiedIsTrusted() {
    assertThat(Outcome.values()).filteredOn(Outcome::trusted).containsExactly(Outcome.VERIFIED);
  }

  private static Outcome judge(CheckRun now, CheckRun before) {
    return Judgements.of(List.of(now), List.of(before), false).outcome();
  }

  private static CheckRun run(int exitCode, int executed, String... failing) {
    return new CheckRun(
        "check",
        exitCode,
        "exited with " + exitCode,
        executed,
        executed - failing.length,
        failing.length,
        0,
        List.of(failing),
        List.of(),
        10,
        "",
        null);
  }
}
