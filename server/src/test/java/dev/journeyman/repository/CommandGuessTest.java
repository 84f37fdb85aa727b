package dev.journeyman.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandGuessTest {

  @Test
  void oneBuildFileGivesOneCommand() {
    assertGuess(Map.of("pom.xml", ""), "mvn -o -B -q test");
    assertGuess(Map.of("pom.xml", "", "mvnw", ""), "sh ./mvnw -o -B -q test");
    assertGuess(Map.of("build.gradle.kts", ""), "gradle --offline --no-daemon test");
    assertGuess(
        Map.of("build.gradle", "", "gradlew", ""), "sh ./gradlew --offline --no-daemon test");
    assertGuess(Map.of("go.mod", "module x"), "go test ./...");
    assertGuess(Map.of("Cargo.toml", ""), "cargo test --offline");
  }

  @Test
  void nodeNeedsATestScriptOfItsOwn() {
    var script = "{\"scripts\":{\"test\":\"vitest run\"}}";
    assertGuess(Map.of("package.json", script), "npm test");
    assertGuess(Map.of("package.json", script, "pnpm-lock.yaml", ""), "pnpm test");
    assertGuess(Map.of("package.json", script, "yarn.lock", ""), "yarn test");
    var pnpm = "{\"scripts\":{\"test\":\"vitest run\"},\"packageManager\":\"pnpm@9.1.0\"}";
    assertGuess(Map.of("package.json", pnpm), "pnpm test");
    assertGuess(Map.of("package.json", pnpm, "package-lock.json", ""), "npm test");
    assertGuess(Map.of("package.json", "{\"scripts\":{}}"));
    assertGuess(Map.of("package.json", "{ not json"));
    assertGuess(Map.of("package.json", "[]"));
    assertGuess(
        Map.of(
            "package.json",
            "{\"scripts\":{\"test\":\"echo \\\"Error: no test specified\\\" && exit 1\"}}"));
  }

  @Test
  void pytestWhereItIsMentioned() {
    assertGuess(Map.of("pytest.ini", ""), "python3 -m pytest -q");
    assertGuess(Map.of("tests/conftest.py", ""), "python3 -m pytest -q");
    assertGuess(Map.of("pyproject.toml", "[tool.pytest.ini_options]"), "python3 -m pytest -q");
    assertGuess(Map.of("requirements-dev.txt", "black\npytest==8\n"), "python3 -m pytest -q");
    assertGuess(
        Map.of("tests/test_a.py", "import pytest\nimport unittest\n"), "python3 -m pytest -q");
    assertGuess(Map.of("test_a.py", "def test_a(): pass"), "python3 -m pytest -q");
    assertGuess(Map.of("pyproject.toml", "[project]\nname = 'x'\n"));
  }

  @Test
  void unittestIsStartedWhereDiscoveryFindsTheTests() {
    var test = "import unittest\n";
    assertGuess(Map.of("test_a.py", test), "python3 -m unittest discover");
    assertGuess(Map.of("a/a_test.py", test), "python3 -m unittest discover -p '*_test.py'");
    assertGuess(Map.of("a_test.py", test, "test_b.py", test), "python3 -m unittest discover");
    assertGuess(Map.of("tests/test_a.py", test), "python3 -m unittest discover -s tests");
    assertGuess(
        Map.of("tests/test_a.py", test, "tests/__init__.py", ""), "python3 -m unittest discover");
  }

  @Test
  void makeIsAskedOnlyWhenNothingElseIsKnown() {
    assertGuess(Map.of("Makefile", "all: test\n\ntest: all\n\t./run\n"), "make test");
    assertGuess(Map.of("Makefile", "test := 3\nall:\n"));
    assertGuess(Map.of("Makefile", "test:\n", "go.mod", ""), "go test ./...");
  }

  @Test
  void severalBuildsAreAllVerified() {
    assertGuess(
        Map.of("pom.xml", "", "package.json", "{\"scripts\":{\"test\":\"x\"}}"),
        "mvn -o -B -q test",
        "npm test");
  }

  @Test
  void oneDirectoryBelowCountsOnlyIfTheRootHasNothing() {
    assertGuess(
        Map.of("backend/go.mod", "", "frontend/package.json", "{\"scripts\":{\"test\":\"x\"}}"),
        "(cd backend && go test ./...)",
        "(cd frontend && npm test)");
    assertGuess(Map.of("go.mod", "", "tools/pom.xml", ""), "go test ./...");
    assertGuess(Map.of("examples/pom.xml", "", "$(touch x)/pom.xml", "", "a b/pom.xml", ""));
  }

  @Test
  void anUnknownRepositoryGivesNothing() {
    assertGuess(Map.of());
    assertGuess(Map.of("README.md", "pytest", "src/main.c", ""));
  }

  private static void assertGuess(Map<String, String> files, String... commands) {
    var guess =
        CommandGuess.guess(
            List.copyOf(files.keySet()), name -> Optional.ofNullable(files.get(name)));
    assertThat(guess).as(files.toString()).containsExactly(commands);
  }
}
