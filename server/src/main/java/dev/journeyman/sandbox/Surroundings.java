package dev.journeyman.sandbox;

import java.nio.file.Path;

/// What a command finds around its work tree.
sealed interface Surroundings {

  /// An empty `/tmp` and home, and a network namespace of its own.
  record Fresh() implements Surroundings {}

  /// The `/tmp` and home of a task, and the network namespace that a process of the task keeps.
  record Shared(Path temporary, Path home, long holder) implements Surroundings {}
}
