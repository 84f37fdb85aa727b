package dev.journeyman.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.workspace.FileChange;
import dev.journeyman.workspace.FileChange.Status;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which changes of files decide what a run of the tests is.
class TestRunnersTest {

  private static final TestRunners RUNNERS =
      TestRunners.of(
          RepositoryConfiguration.EMPTY.withVerify(
              List.of(
                  "python3 -m unittest",
                  "./tools/check --all && node scripts/verify.js",
                  "pytest tests/test_sums.py")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unittest.py",
        "unittest/__init__.py",
        "tools/check",
        "scripts/verify.js",
        "pytest.ini",
        "web/package.json",
        "pom.xml",
        "makefile",
        "src/test/resources/junit-platform.properties",
        "sitecustomize.py",
        "vitest.config.ts"
      })
  void theseDo(String path) {
    assertThat(RUNNERS.decides(change(Status.ADDED, path, path))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/unittest.py",
        "tools/check.md",
        "limits.py",
        "test_limits.py",
        "tests/test_sums.py",
        "README.md"
      })
  void theseDoNot(String path) {
    assertThat(RUNNERS.decides(change(Status.ADDED, path, path))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pytest.ini", "tools/check"})
  void soDoesOneThatIsMovedAway(String path) {
    assertThat(RUNNERS.decides(change(Status.RENAMED, "elsewhere", path))).isTrue();
  }

  private static FileChange change(Status status, String path, String oldPath) {
    return new FileChange(status, path, oldPath, "100644", "100644", false, 1, 0, "", false);
  }
}
