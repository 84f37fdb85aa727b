package dev.journeyman.pipeline;

import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.workspace.FileChange;
import dev.journeyman.workspace.FileChange.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells which files decide what a run of the tests is: the settings of the tools that run them,
/// what the repository's commands name, and what stands in the way of a tool of the same name. Who
/// may change those can have any tests pass.
record TestRunners(List<String> commands) {

  private static final Pattern SETTINGS =
      Pattern.compile(
          "(^|.*/)(pytest\\.ini|\\.pytest\\.ini|tox\\.ini|noxfile\\.py|setup\\.cfg|pyproject\\.toml|conftest\\.py"
              + "|sitecustomize\\.py|usercustomize\\.py|.*\\.pth|\\.coveragerc"
              + "|package\\.json|\\.npmrc|(jest|vitest|vite|karma|playwright|cypress|ava|babel)\\.config\\.[^/]+"
              + "|\\.mocharc.*|\\.babelrc.*|pom\\.xml|\\.mvn/.*|mvnw.*|junit-platform\\.properties|testng.*\\.xml"
              + "|build\\.gradle.*|settings\\.gradle.*|gradle\\.properties|gradlew.*|gradle/.*"
              + "|(gnu)?makefile|.*\\.mk|cmakelists\\.txt|.*\\.cmake|meson\\.build|justfile|taskfile\\.ya?ml"
              + "|cargo\\.toml|\\.cargo/.*|build\\.rs|rakefile|\\.rspec|phpunit.*\\.xml.*)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MODULE = Pattern.compile("-m\\s+([A-Za-z_]\\w*)");
  private static final Pattern WORD = Pattern.compile("[^\\s;&|()<>\"'=]+");

  static TestRunners of(RepositoryConfiguration configuration) {
    return new TestRunners(
        Stream.concat(configuration.setup().stream(), configuration.verify().stream()).toList());
  }

  boolean decides(FileChange change) {
    return decides(change.path())
        || decides(change.oldPath())
        || (change.status() == Status.ADDED && shadowing().contains(change.path()));
  }

  private boolean decides(String path) {
    // What the tests of the change prove is looked at by itself.
    boolean isNamed = named().contains(path) && !TestFiles.isTest(path);
    return isNamed || SETTINGS.matcher(path).matches();
  }

  /// The words of the commands, which may be paths.
  private Set<String> named() {
    var named = new HashSet<String>();
    for (var command : commands) {
      WORD.matcher(command)
          .results()
          .map(word -> word.group().replaceFirst("^(\\./)+", ""))
          .forEach(named::add);
    }
    return named;
  }

  /// Python takes a module of the directory before one of its own.
  private Set<String> shadowing() {
    var files = new HashSet<String>();
    for (var command : commands) {
      MODULE
          .matcher(command)
          .results()
          .map(module -> module.group(1))
          .forEach(name -> files.addAll(List.of(name + ".py", name + "/__init__.py")));
    }
    return files;
  }
}
