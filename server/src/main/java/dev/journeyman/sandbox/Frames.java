package dev.journeyman.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Says what stands around each command.
///
/// @param files the sandbox's own directory
/// @param system arguments that show the host's programs
record Frames(SandboxSettings settings, HostDirectory files, List<String> system) {

  private static final long LAYER_BYTES = 2048L * 1024 * 1024;

  Frame of(
      Command command, Surroundings surroundings, ProxyRoute route, List<Layers.Layer> layers) {
    var arguments =
        BubblewrapArguments.of(
            command,
            surroundings,
            system,
            settings.readOnlyPaths(),
            Layers.mounts(files.cacheMount(), layers),
            route);
    var shown = new ArrayList<>(writable(command, surroundings));
    shown.addAll(command.readOnlyPaths());
    if (command.gitDirectory() instanceof GitAccess.Private(_, var objects)) {
      shown.add(objects);
    }
    return new Frame(
        prefix(surroundings, layers),
        arguments,
        InnerProgram.limits(command.limits()),
        shown.stream().map(Frame::placeOf).toList());
  }

  private List<String> prefix(Surroundings surroundings, List<Layers.Layer> layers) {
    var prefix = new ArrayList<>(settings.user().prefix());
    switch (surroundings) {
      case Surroundings.Fresh() -> prefix.addAll(layered(layers));
      case Surroundings.Shared shared -> prefix.addAll(shared.joining());
    }
    return prefix;
  }

  /// What mounts layers over caches and becomes what follows it.
  List<String> layered(List<Layers.Layer> layers) {
    return Layers.program(files.cacheMount(), LAYER_BYTES, layers);
  }

  static List<Path> writable(Command command, Surroundings surroundings) {
    var writable = new ArrayList<>(List.of(command.workTree()));
    if (command.gitDirectory() instanceof GitAccess.Private(var directory, _)) {
      writable.add(directory);
    }
    if (surroundings instanceof Surroundings.Shared shared) {
      writable.addAll(shared.writable());
    }
    return writable;
  }

  /// Whether what stood around a command may be made again before the next one is known. A way out
  /// is opened for one command, and an environment may hold what must not lie in a file.
  static boolean repeatable(Command command) {
    return command.network() instanceof Network.None && command.environment().isEmpty();
  }
}
