package dev.journeyman.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a command finds around its work tree.
sealed interface Surroundings {

  /// An empty `/tmp` and home, a network namespace of its own, and layers over caches that go with
  /// it.
  record Fresh() implements Surroundings {}

  /// The `/tmp` and home of a task, and the namespaces that processes of the task keep.
  ///
  /// @param joining what comes before bubblewrap to enter these namespaces
  /// @param layers the task's layers over caches, mounted in them
  /// @param kept where the task's changes to caches are
  /// @param standby what stands ready for the task
  record Shared(
      Path temporary,
      Path home,
      List<String> joining,
      List<Layers.Layer> layers,
      Path kept,
      Standby standby)
      implements Surroundings {

    public Shared {
      joining = List.copyOf(joining);
      layers = List.copyOf(layers);
    }

    /// What commands of the task can write to, besides their work tree. Of the layers it is what
    /// the kernel keeps for them: beside it lies a directory that the kernel closes to everybody.
    List<Path> writable() {
      return Stream.concat(
              Stream.of(temporary, home), layers.stream().map(layer -> layer.changes(kept)))
          .toList();
    }
  }
}
