package dev.journeyman.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.pipeline.Evidence.CheckRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What runs of tests on a source that is not theirs come to; that they are run is tested
// elsewhere.
class TestProofsTest {

  private static final List<String> FILES = List.of("test_a.py");

  @Test
  void oldTestsThatWereNotRunProveNothing() {
    var proof = TestProofs.old(FILES, runs(1), runs(2), runs(2));

    assertThat(proof.holds()).isFalse();
    assertThat(proof.explanation())
        .isEqualTo("Of the tests as they were before the change, 1 were not run with it.");
  }

  @Test
  void oldTestsThatPassAllOfThemHold() {
    assertThat(TestProofs.old(FILES, runs(2), runs(3), runs(2)).holds()).isTrue();
    assertThat(TestProofs.old(FILES, runs(2), runs(3), List.of()).holds()).isTrue();
  }

  @Test
  void oldTestsThatFailNowDoNotHold() {
    var proof = TestProofs.old(FILES, List.of(run(2, "t.test_a")), runs(2), runs(2));

    assertThat(proof.holds()).isFalse();
    assertThat(proof.explanation()).contains("pass only because it altered them: t.test_a");
  }

  private static List<CheckRun> runs(int executed) {
    return List.of(run(executed));
  }

  private static CheckRun run(int executed, String... failing) {
    int code = failing.length == 0 ? 0 : 1;
    return new CheckRun(
        "pytest",
        code,
        "exited with " + code,
        executed,
        executed - failing.length,
        failing.length,
        0,
        List.of(failing),
        List.of(),
        1,
        "",
        null);
  }
}
