package dev.journeyman.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsCodeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".github/workflows/build.yml",
        "deep/down/.github/actions/x.js",
        ".gitlab-ci.yml",
        ".husky/pre-commit",
        ".gitattributes",
        ".gitmodules",
        "package.json",
        "web/package-lock.json",
        "pom.xml",
        ".mvn/jvm.config",
        "Makefile",
        "conftest.py",
        "requirements-dev.txt",
        "Cargo.lock",
        "tools/run.sh",
        "AGENTS.md",
        ".claude/settings.json",
        ".vscode/tasks.json",
        "Dockerfile.test"
      })
  void inj08MarksWhatRunsLater(String path) {
    assertThat(RunsCode.later(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/main.py", "README.md", "package.json.md", "docs/github.md", "a.she"})
  void leavesTheRestAlone(String path) {
    assertThat(RunsCode.later(path)).isFalse();
  }

  @Test
  void seesCharactersThatHideText() {
    assertThat(RunsCode.hides("if admin\u202e")).isTrue();
    assertThat(RunsCode.hides("zero\u200bwidth")).isTrue();
    assertThat(RunsCode.hides("plain — and 漢字")).isFalse();
  }
}
