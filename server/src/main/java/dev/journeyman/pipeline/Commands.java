package dev.journeyman.pipeline;

import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.DependencyCache;
import dev.journeyman.sandbox.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Gives commands what the settings of a repository allow.
final class Commands {

  private Commands() {}

  static Command prepare(Command command, RepositoryConfiguration configuration, Network network) {
    return command
        .with(network)
        .withReadOnly(readOnlyPaths(configuration))
        .withCaches(caches(configuration));
  }

  static List<Path> readOnlyPaths(RepositoryConfiguration configuration) {
    return configuration.readOnlyPaths().stream().map(Path::of).toList();
  }

  static List<DependencyCache> caches(RepositoryConfiguration configuration) {
    return configuration.caches().stream()
        .map(cache -> new DependencyCache(kind(cache.tool()), Path.of(cache.path())))
        .toList();
  }

  private static DependencyCache.Kind kind(String tool) {
    return DependencyCache.Kind.valueOf(tool.toUpperCase(Locale.ROOT));
  }
}
