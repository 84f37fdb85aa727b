package dev.journeyman.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One command to run in a sandbox, as data.
///
/// @param arguments the program and its arguments; a script is `bash -c SCRIPT`
/// @param workTree the only directory the command can write to besides its `/tmp` and home; seen
///     inside as `/workspace`
/// @param workingDirectory relative to `/workspace`; `.` is its root. A path that leaves it is
///     refused
/// @param gitDirectory the private git directory that goes with the work tree
/// @param readOnlyPaths host paths shown read-only at the same place inside
/// @param environment added to the sandbox's own small environment; never the service's
/// @param caches what build tools find of earlier downloads, at most one of a kind
/// @param network what the command may reach
/// @param limits what it may use
public record Command(
    List<String> arguments,
    Path workTree,
    String workingDirectory,
    GitAccess gitDirectory,
    List<Path> readOnlyPaths,
    Map<String, String> environment,
    List<DependencyCache> caches,
    Network network,
    Limits limits) {

  public Command {
    arguments = List.copyOf(arguments);
    readOnlyPaths = List.copyOf(readOnlyPaths);
    environment = Map.copyOf(environment);
    caches = List.copyOf(caches);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("A command needs at least the program to run");
    }
  }

  /// A command at the root of the work tree with default limits, no network and no git.
  public static Command of(Path workTree, List<String> arguments) {
    return new Command(
        arguments,
        workTree,
        ".",
        new GitAccess.None(),
        List.of(),
        Map.of(),
        List.of(),
        new Network.None(),
        Limits.standard());
  }

  /// Whether a host path can be among the read-only ones: one below a directory that the sandbox
  /// has for itself, such as `/tmp`, cannot.
  public static boolean canShow(Path path) {
    return BubblewrapArguments.refusal(List.of(path)).isEmpty();
  }

  /// A bash script at the root of the work tree, otherwise as [#of].
  public static Command script(Path workTree, String script) {
    return of(workTree, List.of("bash", "-c", script));
  }

  public Command in(String directory) {
    return new Command(
        arguments,
        workTree,
        directory,
        gitDirectory,
        readOnlyPaths,
        environment,
        caches,
        network,
        limits);
  }

  public Command with(GitAccess git) {
    return new Command(
        arguments,
        workTree,
        workingDirectory,
        git,
        readOnlyPaths,
        environment,
        caches,
        network,
        limits);
  }

  public Command with(Limits changed) {
    return new Command(
        arguments,
        workTree,
        workingDirectory,
        gitDirectory,
        readOnlyPaths,
        environment,
        caches,
        network,
        changed);
  }

  public Command with(Network changed) {
    return new Command(
        arguments,
        workTree,
        workingDirectory,
        gitDirectory,
        readOnlyPaths,
        environment,
        caches,
        changed,
        limits);
  }

  public Command withEnvironment(Map<String, String> changed) {
    return new Command(
        arguments,
        workTree,
        workingDirectory,
        gitDirectory,
        readOnlyPaths,
        changed,
        caches,
        network,
        limits);
  }

  public Command withReadOnly(List<Path> paths) {
    return new Command(
        arguments,
        workTree,
        workingDirectory,
        gitDirectory,
        paths,
        environment,
        caches,
        network,
        limits);
  }

  public Command withCaches(List<DependencyCache> changed) {
    return new Command(
        arguments,
        workTree,
        workingDirectory,
        gitDirectory,
        readOnlyPaths,
        environment,
        changed,
        network,
        limits);
  }
}
