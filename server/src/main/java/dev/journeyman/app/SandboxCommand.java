package dev.journeyman.app;

import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.RepositorySource;
import dev.journeyman.workspace.Workspaces;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs one command as the agent's would run, in a throw-away work tree.
@picocli.CommandLine.Command(
    name = "sandbox",
    description = "Run a command in the agent's sandbox, on a throw-away copy of a repository.",
    mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {

  private static final int CANNOT = 125;

  @Option(names = "--dir", defaultValue = ".", description = "The repository (default: here).")
  private Path directory = Path.of(".");

  @Parameters(arity = "1..*", description = "The command, after --.")
  private List<String> command = List.of();

  @Override
  public Integer call() {
    var configuration = Configuration.load(Environment.ofProcess());
    try (var sandbox = Sandboxes.open(configuration)) {
      var workspaces =
          new Workspaces(
              configuration.home().work().resolve("look"), sandbox, Sandboxes.user(configuration));
      var source = new RepositorySource(directory.toAbsolutePath().normalize().toString());
      var mirror = workspaces.mirror("look-" + ProcessHandle.current().pid(), source);
      CommitId head = mirror.head(mirror.defaultBranch());
      try (var scratch = workspaces.scratch()) {
        mirror.export(head, scratch.directory());
        return code(sandbox.run(Command.of(scratch.directory(), command), SandboxCommand::show));
      }
    }
  }

  private static void show(String text) {
    System.out.print(text);
    System.out.flush();
  }

  private static int code(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited(int code, _, _) -> code;
      case Outcome.TimedOut _ -> say("It took too long and was stopped", 124);
      case Outcome.OutOfMemory _ -> say("It ran out of memory and was stopped", CANNOT);
      case Outcome.DiskQuotaExceeded _ -> say("It wrote too much and was stopped", CANNOT);
      case Outcome.Cancelled _ -> say("It was stopped", 130);
      case Outcome.Unavailable(String reason) -> say(reason, CANNOT);
    };
  }

  private static int say(String message, int code) {
    System.err.println("journeyman: " + message);
    return code;
  }
}
