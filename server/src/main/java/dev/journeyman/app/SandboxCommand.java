package dev.journeyman.app;

import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.DependencyCache;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.sandbox.Ownership;
import dev.journeyman.workspace.RepositorySource;
import dev.journeyman.workspace.WorkTree;
import dev.journeyman.workspace.WorkspaceException;
import dev.journeyman.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs one command as the agent's would run: in a task's sandbox, with a private git directory, on
/// a throw-away work tree that holds the repository's files as they are, uncommitted ones included.
@picocli.CommandLine.Command(
    name = "sandbox",
    description = "Run a command in the agent's sandbox, on a throw-away copy of a repository.",
    mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {

  private static final int TIMED_OUT = 124;
  private static final int CANNOT = 125;
  private static final int STOPPED = 130;

  @Option(names = "--dir", defaultValue = ".", description = "The repository (default: here).")
  private Path directory = Path.of(".");

  @Option(
      names = "--timeout",
      defaultValue = "120",
      description = "Seconds until it is stopped (default: 120, as for the agent).")
  private int seconds = 120;

  @Option(
      names = "--allow",
      paramLabel = "HOST",
      description = "A host it may reach, as a repository's `network` names them.")
  private List<String> hosts = List.of();

  @Option(
      names = "--read-only",
      paramLabel = "PATH",
      description = "A path it sees read-only, as a repository's `readOnlyPaths` name them.")
  private List<Path> readOnly = List.of();

  @Option(
      names = "--cache",
      paramLabel = "TOOL=PATH",
      description = "A dependency cache it gets a copy of, as a repository's `caches` name them.")
  private Map<DependencyCache.Kind, Path> caches = Map.of();

  @Parameters(arity = "1..*", description = "The command, after --.")
  private List<String> command = List.of();

  @Override
  public Integer call() throws IOException {
    var configuration = Configuration.load(Environment.ofProcess());
    try (var place = LookPlace.create(configuration.home().work().resolve("look"));
        var sandbox = Sandboxes.open(configuration, place.directory().resolve("sandbox"));
        var task = sandbox.open(place.directory().resolve("task"))) {
      place.removeAtLast(List.of(task::close, sandbox::close));
      var user = Sandboxes.user(configuration);
      var workspaces = new Workspaces(place.directory().resolve("git"), sandbox, user);
      var tree = checkOut(workspaces);
      new Ownership(user).give(tree.directory());
      return code(task.run(command(tree), SandboxCommand::show));
    } catch (WorkspaceException | IllegalArgumentException e) {
      return say(String.valueOf(e.getMessage()), CANNOT);
    }
  }

  private WorkTree checkOut(Workspaces workspaces) {
    var mirror = workspaces.mirror("look", RepositorySource.of(directory));
    var tree = mirror.checkOut("look", mirror.head(mirror.defaultBranch()));
    mirror.copyUncommitted(tree);
    return tree;
  }

  private Command command(WorkTree tree) {
    return Command.of(tree.directory(), command)
        .with(tree.git())
        .with(hosts.isEmpty() ? new Network.None() : new Network.Allowed(hosts))
        .withReadOnly(readOnly)
        .withCaches(
            caches.entrySet().stream()
                .map(cache -> new DependencyCache(cache.getKey(), cache.getValue()))
                .toList())
        .with(Limits.standard().withTimeout(Duration.ofSeconds(seconds)));
  }

  private static void show(String text) {
    System.out.print(text);
    System.out.flush();
  }

  private static int code(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited(int code, _, _) -> code;
      case Outcome.TimedOut _ ->
          say("It took too long and was stopped; --timeout gives it more time", TIMED_OUT);
      case Outcome.OutOfMemory _ -> say("It ran out of memory and was stopped", CANNOT);
      case Outcome.DiskQuotaExceeded _ -> say("It wrote too much and was stopped", CANNOT);
      case Outcome.Cancelled _ -> say("It was stopped", STOPPED);
      case Outcome.Unavailable(String reason) -> say(reason, CANNOT);
    };
  }

  private static int say(String message, int code) {
    System.err.println("journeyman: " + message);
    return code;
  }
}
