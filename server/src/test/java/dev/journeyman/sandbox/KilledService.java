package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A service that is there to be killed: it runs a command that never ends, twice, and has a
/// sandbox standing ready.
final class KilledService {

  private KilledService() {}

  /// Arguments: the sandbox's directory, a work tree, and how many seconds the command sleeps.
  public static void main(String... arguments) throws IOException {
    var sandbox = Bubblewrap.open(SandboxSettings.in(Path.of(arguments[0])));
    try (var task = sandbox.open(Path.of(arguments[0], "task"))) {
      var command = Command.of(Path.of(arguments[1]), List.of("sleep", arguments[2]));
      var cache = Files.createDirectories(Path.of(arguments[1]).resolveSibling("own-cache"));
      task.start(command.withCaches(List.of(new DependencyCache(DependencyCache.Kind.NPM, cache))));
      task.run(Command.of(Path.of(arguments[1]), List.of("true")), OutputListener.SILENT);
      sandbox.run(command, OutputListener.SILENT);
    }
  }
}
