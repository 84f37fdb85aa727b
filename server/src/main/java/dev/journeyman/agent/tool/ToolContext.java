package dev.journeyman.agent.tool;

import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.DependencyCache;
import dev.journeyman.sandbox.GitAccess;
import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.OutputListener;
import dev.journeyman.sandbox.TaskSandbox;
import dev.journeyman.workspace.WorkTreeFiles;
import java.nio.file.Path;
import java.util.List;

/// The task that tools work for. All parts are safe for use by many threads, because tools that
/// only read run side by side.
///
/// @param taskId whose work this is
/// @param files the work tree as the service reads and writes it
/// @param shell how commands are run
/// @param versions what the model has seen of each file
/// @param texts where outputs are kept that are too long to show
/// @param redaction what must never reach the model
/// @param repository its verify commands, data sources and logs
/// @param reports where reports go
/// @param deadline when the task is out of time
public record ToolContext(
    String taskId,
    WorkTreeFiles files,
    Shell shell,
    FileVersions versions,
    FullTexts texts,
    Redaction redaction,
    RepositoryConfiguration repository,
    ReportSink reports,
    Deadline deadline) {

  /// How commands of the task are run.
  ///
  /// @param workTree the work tree on the host
  /// @param sandbox the task's own
  /// @param git what git sees inside
  /// @param network what commands may reach
  /// @param readOnlyPaths host paths shown read-only; where full texts are kept is added to them
  /// @param caches what build tools find of earlier downloads
  /// @param directory where the next command starts
  /// @param live hears output as it is written
  public record Shell(
      Path workTree,
      TaskSandbox sandbox,
      GitAccess git,
      Network network,
      List<Path> readOnlyPaths,
      List<DependencyCache> caches,
      WorkingDirectory directory,
      OutputListener live) {

    public Shell {
      readOnlyPaths = List.copyOf(readOnlyPaths);
      caches = List.copyOf(caches);
    }
  }
}
