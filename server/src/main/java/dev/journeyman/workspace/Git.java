package dev.journeyman.workspace;

import dev.journeyman.telemetry.Spans;
import dev.journeyman.telemetry.Traces;
import dev.journeyman.workspace.WorkspaceException.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// git's command line, deaf to every configuration, hook and variable but ours.
///
/// Immutable; the `with…` methods give copies. Not for the work tree of an agent: git that touches
/// one runs in the sandbox ([SandboxedGit]).
record Git(
    Path home,
    List<String> settings,
    Map<String, String> variables,
    Optional<Path> directory,
    Optional<HostUser> runAs,
    Duration limit,
    int outputBytes,
    Traces traces) {

  private static final Duration USUAL = Duration.ofMinutes(2);
  private static final int USUAL_BYTES = 64 * 1024 * 1024;

  /// @param home an empty directory, so that git finds nothing of the user's
  static Git of(Path home) {
    return new Git(
        home,
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        USUAL,
        USUAL_BYTES,
        Traces.off());
  }

  /// Works on the repository with this git directory.
  Git in(Path gitDirectory) {
    return new Git(
        home, settings, variables, Optional.of(gitDirectory), runAs, limit, outputBytes, traces);
  }

  Git as(HostUser user) {
    return new Git(
        home, settings, variables, directory, Optional.of(user), limit, outputBytes, traces);
  }

  Git within(Duration changed) {
    return new Git(home, settings, variables, directory, runAs, changed, outputBytes, traces);
  }

  Git keeping(int bytes) {
    return new Git(home, settings, variables, directory, runAs, limit, bytes, traces);
  }

  Git traced(Traces changed) {
    return new Git(home, settings, variables, directory, runAs, limit, outputBytes, changed);
  }

  /// Neither settings nor variables: they may hold a credential.
  @Override
  public String toString() {
    return "Git[directory=%s]".formatted(directory);
  }

  /// Adds a setting such as `core.hooksPath=/dev/null`.
  Git setting(String setting) {
    var more = new ArrayList<>(settings);
    more.add(setting);
    return new Git(
        home, List.copyOf(more), variables, directory, runAs, limit, outputBytes, traces);
  }

  Git variable(String name, String value) {
    var more = new HashMap<>(variables);
    more.put(name, value);
    return new Git(home, settings, Map.copyOf(more), directory, runAs, limit, outputBytes, traces);
  }

  /// Runs git whatever comes of it.
  BoundedProcess.Result run(GitInput input, String... arguments) {
    var process =
        new BoundedProcess(command(arguments), GitEnvironment.of(this), limit, outputBytes);
    return traces.within(
        Spans.git(arguments[0]),
        span -> {
          var result = process.run(input);
          span.setAttribute(Spans.EXIT_CODE, (long) result.code());
          return result;
        });
  }

  BoundedProcess.Result run(String... arguments) {
    return run(GitInput.nothing(), arguments);
  }

  /// Runs git and throws unless it succeeds.
  BoundedProcess.Result expect(GitInput input, String... arguments) {
    var result = run(input, arguments);
    if (result.cut()) {
      throw new WorkspaceException(
          Problem.TOO_LARGE,
          "git %s wrote more than %d bytes".formatted(arguments[0], outputBytes),
          "The repository is larger than this service takes on.");
    }
    if (result.code() != 0) {
      throw new WorkspaceException(
          Problem.BROKEN,
          "git %s failed: %s".formatted(arguments[0], lastLines(result.error())),
          "See the log; the user's own repository was not changed by it.");
    }
    return result;
  }

  BoundedProcess.Result expect(String... arguments) {
    return expect(GitInput.nothing(), arguments);
  }

  private List<String> command(String... arguments) {
    // In a session of its own: who stops the service at a terminal stops it, and not its git.
    var command = new ArrayList<>(List.of("setsid"));
    runAs.ifPresent(user -> command.addAll(user.prefix()));
    command.add("git");
    for (var setting : GitEnvironment.SETTINGS) {
      command.addAll(List.of("-c", setting));
    }
    for (var setting : settings) {
      command.addAll(List.of("-c", setting));
    }
    directory.ifPresent(path -> command.add("--git-dir=" + path));
    command.addAll(List.of(arguments));
    return command;
  }

  /// The end of what git said, on one line, short enough for a message.
  static String lastLines(String error) {
    var flat =
        error
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .reduce((a, b) -> a + "; " + b)
            .orElse("no reason");
    return flat.length() > 600 ? "…" + flat.substring(flat.length() - 600) : flat;
  }
}
