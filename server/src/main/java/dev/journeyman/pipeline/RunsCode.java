package dev.journeyman.pipeline;

import java.util.regex.Pattern;

/// Marks what an approver should look at twice.
final class RunsCode {

  /// Files that other tools run or obey later: CI, hooks, build scripts, lock files, instructions
  /// to agents.
  private static final Pattern LATER =
      Pattern.compile(
          "(^|.*/)(\\.github/.*|\\.gitlab-ci\\.yml|\\.circleci/.*|\\.husky/.*|\\.git(attributes|modules|config)"
              + "|Jenkinsfile|Dockerfile.*|.*\\.dockerfile|docker-compose.*|compose\\.ya?ml|Makefile|GNUmakefile|.*\\.mk"
              + "|package\\.json|package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|\\.npmrc|pom\\.xml|\\.mvn/.*|mvnw.*"
              + "|build\\.gradle.*|settings\\.gradle.*|gradlew.*|gradle/.*|setup\\.(py|cfg)|pyproject\\.toml|conftest\\.py"
              + "|requirements.*\\.txt|Pipfile.*|poetry\\.lock|Cargo\\.(toml|lock)|build\\.rs|go\\.(mod|sum)|Gemfile.*"
              + "|Rakefile|AGENTS\\.md|CLAUDE\\.md|\\.claude/.*|\\.cursor.*|\\.vscode/.*|\\.pre-commit-config\\.yaml"
              + "|.*\\.(sh|bash|zsh|ps1|bat|cmd))");

  /// Bidirectional and zero-width characters, which make text read other than it is.
  private static final Pattern HIDDEN =
      Pattern.compile("[\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\u00AD]");

  private RunsCode() {}

  static boolean later(String path) {
    return LATER.matcher(path).matches();
  }

  static boolean hides(String text) {
    return HIDDEN.matcher(text).find();
  }
}
