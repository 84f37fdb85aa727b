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
        "Dockerfile.test",
        "makefile",
        "MAKEFILE",
        ".githooks/pre-push",
        "lefthook.yml",
        "azure-pipelines.yml",
        ".travis.yml",
        "pytest.ini",
        "jest.config.js",
        "CMakeLists.txt",
        "uv.lock"
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
    assertThat(RunsCode.hides("arabic letter mark \u061c")).isTrue();
    assertThat(RunsCode.hides("a filler \u3164 as a name")).isTrue();
    assertThat(RunsCode.hides("tags " + Character.toString(0xE0041))).isTrue();
    assertThat(RunsCode.hides("selectors " + Character.toString(0xE0101))).isTrue();
    assertThat(RunsCode.hides("plain — and 漢字,\tindented\r\n 🎉")).isFalse();
  }
}
