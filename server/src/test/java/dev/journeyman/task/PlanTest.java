package dev.journeyman.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which steps of a plan may be done at once.
class PlanTest {

  @ParameterizedTest
  @CsvSource({
    "src/a.py, src/b.py, true",
    "src/a.py, ./src/b.py, true",
    "a.py, a.pyc, true",
    "src/a, src/ab/, true",
    "src/a.py, src/a.py, false",
    "src/a.py, SRC/A.py, false",
    "src/, src/a.py, false",
    "src/lib, src/lib/a.py, false",
    "., src/a.py, false",
    "../x.py, src/a.py, false",
    "/etc/x, src/a.py, false",
    "src/*.py, lib/a.py, false",
    "'src/a.py and src/c.py', src/b.py, false",
    "the parser, src/b.py, false",
    "parser, src/b.py, false",
    "'', src/b.py, false"
  })
  void onlyPlainPathsThatLieApartCanBeChangedAtOnce(String one, String other, boolean apart) {
    assertThat(plan(step(one), step(other)).together(8)).hasSize(apart ? 2 : 1);
    assertThat(plan(step(other), step(one)).together(8)).hasSize(apart ? 2 : 1);
  }

  @Test
  void stepsThatDependOnOpenOnesWait() {
    var plan = plan(step("a.py"), step("b.py"), step("c.py", 1), step("d.py", 2));
    assertThat(plan.together(8)).containsExactly(0, 1);
    var half = plan.with(0, Step.Status.COMPLETED).with(1, Step.Status.COMPLETED);
    assertThat(half.together(8)).containsExactly(2, 3);
  }

  @Test
  void onlyNeighboursGoTogetherSoThatFinishedStepsAreTheFirstOnes() {
    var plan = plan(step("a.py"), step("b.py", 1), step("c.py"));
    assertThat(plan.together(8)).containsExactly(0);
    assertThat(plan.with(0, Step.Status.COMPLETED).together(8)).containsExactly(1, 2);
  }

  @Test
  void noMoreThanAllowedGoTogether() {
    var plan = plan(step("a.py"), step("b.py"), step("c.py"));
    assertThat(plan.together(1)).containsExactly(0);
    assertThat(plan.together(2)).containsExactly(0, 1);
  }

  @Test
  void whatDoesNotWriteFilesGoesAlone() {
    var tests = new Step("run_tests", "a.py", "Run", "true", List.of(), Step.Status.PENDING);
    var deploy = new Step("deploy_code", "a.py", "Deploy", "", List.of(), Step.Status.PENDING);
    assertThat(plan(tests, step("b.py")).together(8)).containsExactly(0);
    assertThat(plan(step("b.py"), tests).together(8)).containsExactly(0);
    assertThat(plan(step("b.py"), deploy).together(8)).containsExactly(0);
    assertThat(plan(deploy).together(8)).isEmpty();
  }

  private static Plan plan(Step... steps) {
    return new Plan(Stream.of(steps).toList(), "", "");
  }

  private static Step step(String target, Integer... dependsOn) {
    return new Step("write_file", target, "Write", "true", List.of(dependsOn), Step.Status.PENDING);
  }
}
