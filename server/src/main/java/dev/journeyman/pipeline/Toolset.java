package dev.journeyman.pipeline;

import dev.journeyman.agent.BoundTool;
import dev.journeyman.agent.Company;
import dev.journeyman.repository.Repository;
import dev.journeyman.sandbox.GitAccess;
import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.TaskSandbox;
import dev.journeyman.task.Claim;
import dev.journeyman.task.Task;
import java.nio.file.Path;
import java.util.List;

/// The tools that a task gets, bound to its place.
public interface Toolset {

  /// Where the tools work.
  ///
  /// @param tree the work tree on the host
  /// @param room a directory of the service's own beside it
  /// @param outputs where full texts are kept
  /// @param network what commands may reach
  /// @param company who works at the same time
  record Place(
      Path tree,
      Path room,
      Path outputs,
      TaskSandbox sandbox,
      GitAccess git,
      Network network,
      Company company) {}

  /// All tools that are configured, in a fixed order.
  ///
  /// @param claim of the worker that they work for
  List<BoundTool> of(Claim claim, Task task, Repository repository, Place place);
}
