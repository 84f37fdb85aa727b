package dev.journeyman.sandbox;

import java.util.Optional;

/// A command that runs on behind the conversation.
public interface BackgroundJob {

  /// Unique within its task, such as `job-1`.
  String id();

  /// What it runs, as one line.
  String description();

  /// What it has written so far, cut to the command's limits.
  Output output();

  /// How it ended; empty while it runs.
  Optional<Outcome> outcome();

  /// Kills all its processes; does nothing once it has ended.
  void kill();
}
