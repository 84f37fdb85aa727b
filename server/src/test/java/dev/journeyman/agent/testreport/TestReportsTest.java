package dev.journeyman.agent.testreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TestReportsTest {

  private static TestCounts parse(String output) {
    return TestReports.parse(output, List.of());
  }

  @Test
  void readsMaven() {
    var output =
        """
        [INFO] Running dev.ATest
        [ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 1, Time elapsed: 0.02 s <<< FAILURE! -- in dev.ATest
        [ERROR] dev.ATest.adds -- Time elapsed: 0.003 s <<< FAILURE!
        [INFO] Results:
        [ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 1
        """;
    assertThat(parse(output)).isEqualTo(new TestCounts(2, 1, 1, 1, List.of("dev.ATest.adds")));
  }

  @Test
  void readsPytest() {
    var output =
        """
        FAILED tests/test_a.py::test_b[x y] - assert 1 == 2
        ======== 1 failed, 2 passed, 1 skipped, 1 error in 0.12s ========
        """;
    assertThat(parse(output))
        .isEqualTo(new TestCounts(4, 2, 2, 1, List.of("tests/test_a.py::test_b[x y]")));
    assertThat(parse("3 passed in 0.01s")).isEqualTo(new TestCounts(3, 3, 0, 0, List.of()));
    assertThat(parse("no tests ran in 0.01s")).isEqualTo(TestCounts.NONE);
  }

  @Test
  void readsUnittest() {
    var output =
        """
        FAIL: test_b (test_a.A.test_b)
        ----
        Ran 5 tests in 0.001s

        FAILED (failures=1, errors=1, skipped=1)
        """;
    assertThat(parse(output))
        .isEqualTo(new TestCounts(4, 2, 2, 1, List.of("test_b (test_a.A.test_b)")));
    assertThat(parse("Ran 0 tests in 0.000s\n\nOK\n").found()).isFalse();
  }

  @Test
  void readsGo() {
    var verbose =
        "=== RUN TestA\n--- PASS: TestA (0.00s)\n    --- FAIL: TestB/sub (0.00s)\n--- FAIL: TestB"
            + " (0.00s)\nFAIL\nFAIL\texample.org/a\t0.003s\n";
    assertThat(parse(verbose)).isEqualTo(new TestCounts(3, 1, 2, 0, List.of("TestB/sub", "TestB")));
    assertThat(parse("ok  \texample.org/a\t0.003s\n?   \texample.org/b\t[no test files]\n"))
        .isEqualTo(new TestCounts(1, 1, 0, 0, List.of()));
    assertThat(parse("ok  \texample.org/a\t0.003s [no tests to run]\n").found()).isFalse();
    assertThat(parse("{\"Action\":\"fail\",\"Package\":\"p\",\"Test\":\"TestX\",\"Elapsed\":0}"))
        .isEqualTo(new TestCounts(1, 0, 1, 0, List.of("p.TestX")));
  }

  @Test
  void readsCargo() {
    var output =
        """
        test tests::adds ... ok
        test tests::subtracts ... FAILED
        test result: FAILED. 1 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s
        test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
        """;
    assertThat(parse(output)).isEqualTo(new TestCounts(2, 1, 1, 2, List.of("tests::subtracts")));
  }

  @Test
  void readsNodeJestVitestAndMocha() {
    assertThat(parse("✖ subtracts (1.2ms)\nℹ tests 3\nℹ pass 2\nℹ fail 1\nℹ skipped 0\n"))
        .isEqualTo(new TestCounts(3, 2, 1, 0, List.of("subtracts")));
    assertThat(parse("  ● math › adds\n\nTests:       1 failed, 1 skipped, 2 passed, 4 total\n"))
        .isEqualTo(new TestCounts(3, 2, 1, 1, List.of("math › adds")));
    assertThat(parse(" FAIL  a.test.ts > adds\n      Tests  1 failed | 2 passed (3)\n"))
        .isEqualTo(new TestCounts(3, 2, 1, 0, List.of("a.test.ts > adds")));
    assertThat(parse("  2 passing (5ms)\n  1 failing\n\n  1) math\n"))
        .isEqualTo(new TestCounts(3, 2, 1, 0, List.of("math")));
  }

  @Test
  void readsTapOnlyWithAPlanAndNodesTapOnce() {
    assertThat(parse("1..3\nok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP later\n"))
        .isEqualTo(new TestCounts(2, 1, 1, 1, List.of("b")));
    assertThat(parse("ok then\nnot ok\n").found()).isFalse();
    assertThat(parse("TAP version 13\nok 1 - a\n1..1\n# tests 1\n# pass 1\n# fail 0\n").executed())
        .isEqualTo(1);
  }

  @Test
  void countsTheCasesOfXmlAndNotWhatItStates() {
    var xml =
        """
        <testsuites><testsuite name="a" tests="99">
        <testcase classname="A" name="ok"/>
        <testcase classname="A" name="bad"><failure message="x"><error/></failure></testcase>
        <testcase name="broken"><error>y</error></testcase>
        <testcase classname="A" name="later"><skipped/></testcase>
        </testsuite></testsuites>
        """;
    assertThat(TestReports.parse("", List.of(xml, "<no xml", "")))
        .isEqualTo(new TestCounts(3, 1, 2, 1, List.of("A.bad", "broken")));
  }

  @Test
  @Timeout(5)
  void xmlWithADocumentTypeIsNotRead() {
    var outside =
        "<!DOCTYPE t [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><t><testcase name='&x;'/></t>";
    var laughs =
        "<!DOCTYPE t [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
            + "<t><testcase name='&b;'/></t>";
    assertThat(TestReports.parse("", List.of(outside, laughs))).isEqualTo(TestCounts.NONE);
  }

  @Test
  void aFailureInOnlyOneOfOutputAndFilesWins() {
    var passed = "<t><testcase name='a'/><testcase name='b'/></t>";
    assertThat(TestReports.parse("1 failed in 0.1s", List.of(passed)).failed()).isEqualTo(1);
    assertThat(TestReports.parse("2 passed in 0.1s", List.of(passed)).executed()).isEqualTo(2);
  }

  @Test
  void ordinaryOutputHasNoTests() {
    assertThat(parse("Compiling 3 files\nBUILD SUCCESS\nok\n")).isEqualTo(TestCounts.NONE);
  }
}
