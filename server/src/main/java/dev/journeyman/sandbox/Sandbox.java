package dev.journeyman.sandbox;

import java.nio.file.Path;

/// Runs commands where they can neither harm nor learn anything outside their work tree.
///
/// Safe for use by many threads. A call blocks until the command has ended; interrupting the
/// calling thread kills every process of the command and yields [Outcome.Cancelled] with the
/// interrupt flag restored. No method throws for what a command does: failures are outcomes.
public interface Sandbox extends AutoCloseable {

  /// Runs one command in a fresh sandbox: its own network namespace, empty `/tmp` and home. What
  /// the service itself relies on (step checks, verification, git on the agent's tree) runs here.
  Outcome run(Command command, OutputListener listener);

  /// Opens the sandbox of one task, whose commands share loopback, `/tmp` and home. What it reports
  /// is the agent's word only.
  ///
  /// @param directory a directory of the service's own in which `/tmp` and home are kept
  TaskSandbox open(Path directory);

  /// What the probe at start found: whether commands can be isolated here, and if not, why.
  Isolation isolation();

  /// Ends everything that still runs. Nothing can be run afterwards.
  @Override
  default void close() {}
}
