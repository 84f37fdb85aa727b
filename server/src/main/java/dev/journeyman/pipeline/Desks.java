package dev.journeyman.pipeline;

import dev.journeyman.agent.Submissions;
import dev.journeyman.agent.tool.Tool;
import dev.journeyman.agent.tool.ToolContext;
import dev.journeyman.repository.Repository;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.RepositorySource;
import dev.journeyman.workspace.TreeId;
import dev.journeyman.workspace.WorkTree;
import dev.journeyman.workspace.Workspaces;
import java.util.List;
import java.util.stream.Stream;

/// Sets up what the agent works with.
final class Desks {

  private final Workspaces workspaces;
  private final Sandbox sandbox;
  private final CleanTrees trees;

  Desks(Workspaces workspaces, Sandbox sandbox, CleanTrees trees) {
    this.workspaces = workspaces;
    this.sandbox = sandbox;
    this.trees = trees;
  }

  Mirror mirror(Repository repository) {
    return workspaces.mirror(
        repository.id().toString(), new RepositorySource(repository.location()));
  }

  Desk open(Shift shift) {
    var task = shift.task();
    var tree = checkOut(shift, task);
    var room = workspaces.room(task.repository().toString(), task.id().toString(), "sandbox");
    List<Tool> tools = List.of();
    return new Desk(
        tree,
        sandbox.open(room),
        ToolContext.none(),
        tools,
        Stream.concat(tools.stream().map(Tool::definition), Submissions.OF_AUTHOR.stream())
            .toList(),
        tree.created() && task.details().work().plan() != null);
  }

  ReadingRoom readingRoom(Shift shift, TreeId tree) {
    var clean = trees.open(shift, tree);
    return new ReadingRoom(clean, ToolContext.none(), List.of());
  }

  private static WorkTree checkOut(Shift shift, Task task) {
    var revision = task.details().revision();
    var id = task.id().toString();
    if (revision.start() != null) {
      return shift.mirror().checkOut(id, new CommitId(revision.start()));
    }
    shift.mirror().fetch();
    var start = shift.mirror().head(shift.target());
    shift.change(
        now ->
            now.with(
                now.details()
                    .with(
                        now.details()
                            .revision()
                            .started(BranchName.ofTask(id).value(), start.value()))));
    return shift.mirror().checkOut(id, start);
  }
}
