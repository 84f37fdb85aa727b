package dev.journeyman.pipeline;

import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Network;
import java.nio.file.Path;

/// Gives commands what the settings of a repository allow.
final class Commands {

  private Commands() {}

  static Command prepare(Command command, RepositoryConfiguration configuration) {
    var hosts = configuration.network();
    return command
        .with(hosts.isEmpty() ? new Network.None() : new Network.Allowed(hosts))
        .withReadOnly(configuration.readOnlyPaths().stream().map(Path::of).toList());
  }
}
