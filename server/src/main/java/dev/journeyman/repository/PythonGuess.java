package dev.journeyman.repository;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// pytest where the repository mentions it, else unittest where there are test files.
final class PythonGuess {

  private static final Pattern TEST_FILE =
      Pattern.compile("(?:[^/]+/){0,4}(?:test_[^/]*|[^/]*_test)\\.py");
  private static final int READ_FILES = 5;
  private static final String PATTERN = " -p '*_test.py'";
  private static final String PYTEST = "python3 -m pytest -q";

  private PythonGuess() {}

  static Optional<String> test(Sources sources) {
    if (mentionsPytest(sources)) {
      return Optional.of(PYTEST);
    }
    var tests = sources.matching(TEST_FILE).toList();
    if (tests.isEmpty()) {
      return Optional.empty();
    }
    boolean plain =
        tests.stream().limit(READ_FILES).anyMatch(name -> sources.says(name, "\\bunittest\\b"));
    boolean pytest =
        tests.stream().limit(READ_FILES).anyMatch(name -> sources.says(name, "import pytest"));
    return Optional.of(plain && !pytest ? unittest(sources, tests) : PYTEST);
  }

  private static boolean mentionsPytest(Sources sources) {
    return sources.hasAny("pytest.ini", "conftest.py", "tests/conftest.py", "test/conftest.py")
        || sources.says("pyproject.toml", "\\[tool\\.pytest|\"pytest|'pytest|(?m)^pytest\\b")
        || sources.says("setup.cfg", "\\[tool:pytest]|(?m)^\\s*pytest\\b")
        || sources.says("tox.ini", "\\[pytest]|\\bpytest\\b")
        || Stream.of("requirements.txt", "requirements-dev.txt", "dev-requirements.txt")
            .anyMatch(name -> sources.says(name, "(?m)^pytest\\b"));
  }

  /// Discovery from the root finds only tests in packages, and only `test*.py` unless told so.
  private static String unittest(Sources sources, List<String> tests) {
    var start =
        Stream.of("tests", "test")
            .filter(name -> tests.stream().allMatch(file -> file.startsWith(name + "/")))
            .filter(name -> !sources.has(name + "/__init__.py"))
            .findFirst()
            .map(name -> " -s " + name)
            .orElse("");
    var pattern = tests.stream().allMatch(name -> name.endsWith("_test.py")) ? PATTERN : "";
    return "python3 -m unittest discover" + start + pattern;
  }
}
