package dev.journeyman.pipeline;

import java.util.regex.Pattern;

/// Marks what an approver should look at twice.
final class RunsCode {

  /// Files that other tools run or obey later: CI, hooks, build scripts, lock files, instructions
  /// to agents.
  private static final Pattern LATER =
      Pattern.compile(
          "(^|.*/)(\\.github/.*|\\.gitlab-ci\\.yml|\\.circleci/.*|\\.travis\\.yml|azure-pipelines.*\\.ya?ml"
              + "|bitbucket-pipelines\\.yml|\\.buildkite/.*|\\.drone\\.yml|\\.woodpecker.*|\\.gitea/.*|\\.forgejo/.*"
              + "|\\.husky/.*|\\.githooks/.*|lefthook.*\\.ya?ml|\\.git(attributes|modules|config)"
              + "|Jenkinsfile|Dockerfile.*|.*\\.dockerfile|docker-compose.*|compose\\.ya?ml|Makefile|GNUmakefile|.*\\.mk"
              + "|package\\.json|package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|\\.npmrc|pom\\.xml|\\.mvn/.*|mvnw.*"
              + "|build\\.gradle.*|settings\\.gradle.*|gradlew.*|gradle/.*|setup\\.(py|cfg)|pyproject\\.toml|conftest\\.py"
              + "|pytest\\.ini|tox\\.ini|noxfile\\.py|(site|user)customize\\.py|.*\\.pth|uv\\.lock|npm-shrinkwrap\\.json"
              + "|.*\\.config\\.[cm]?[jt]s|CMakeLists\\.txt|.*\\.cmake|meson\\.build|justfile|Taskfile\\.ya?ml|\\.cargo/.*"
              + "|\\.envrc|\\.devcontainer/.*"
              + "|requirements.*\\.txt|Pipfile.*|poetry\\.lock|Cargo\\.(toml|lock)|build\\.rs|go\\.(mod|sum)|Gemfile.*"
              + "|Rakefile|AGENTS\\.md|CLAUDE\\.md|\\.claude/.*|\\.cursor.*|\\.vscode/.*|\\.pre-commit-config\\.yaml"
              + "|.*\\.(sh|bash|zsh|ps1|bat|cmd))",
          // GNU make takes a makefile before a Makefile, and some file systems take one for the
          // other.
          Pattern.CASE_INSENSITIVE);

  /// Characters that make text read other than it is; the same as in the console, but for line
  /// ends.
  private static final Pattern HIDDEN =
      Pattern.compile(
          "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\u00A0\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F"
              + "\\u2000-\\u200F\\u2028-\\u202F\\u205F-\\u206F\\u3000\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0"
              + "\\uFFF0-\\uFFFB\\x{E0000}-\\x{E0FFF}]");

  private RunsCode() {}

  static boolean later(String path) {
    return LATER.matcher(path).matches();
  }

  static boolean hides(String text) {
    return HIDDEN.matcher(text).find();
  }
}
