package dev.journeyman.sandbox;

import java.util.List;
import java.util.Optional;

/// The sandbox of one task; see [Sandbox#open]. Closing it kills every process that is left.
public interface TaskSandbox extends AutoCloseable {

  /// Runs one command to its end.
  Outcome run(Command command, OutputListener listener);

  /// Starts a command that lives on until it ends, is killed, or the sandbox is closed.
  BackgroundJob start(Command command);

  /// All background jobs of this task, oldest first, ended ones included.
  List<BackgroundJob> jobs();

  /// The background job with this id, such as `job-1`.
  Optional<BackgroundJob> job(String id);

  @Override
  void close();
}
