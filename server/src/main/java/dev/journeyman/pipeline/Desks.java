package dev.journeyman.pipeline;

import dev.journeyman.agent.BoundTool;
import dev.journeyman.agent.Company;
import dev.journeyman.agent.Submissions;
import dev.journeyman.repository.Repository;
import dev.journeyman.sandbox.GitAccess;
import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.RepositorySource;
import dev.journeyman.workspace.TreeId;
import dev.journeyman.workspace.WorkTree;
import dev.journeyman.workspace.Workspaces;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/// Sets up what the agent works with.
final class Desks {

  /// What a reviewer may use: nothing that runs or writes.
  private static final Set<String> READING = Set.of("read_file", "search_codebase");

  private static final String ROOM = "sandbox";
  private static final String OUTPUTS = "outputs";

  private final Workspaces workspaces;
  private final Sandbox sandbox;
  private final CleanTrees trees;
  private final Toolset toolset;

  Desks(Workspaces workspaces, Sandbox sandbox, CleanTrees trees, Toolset toolset) {
    this.workspaces = workspaces;
    this.sandbox = sandbox;
    this.trees = trees;
    this.toolset = toolset;
  }

  Mirror mirror(Repository repository) {
    return workspaces.mirror(
        repository.id().toString(), new RepositorySource(repository.location()));
  }

  Desk open(Shift shift) {
    var task = shift.task();
    var tree = checkOut(shift);
    if (task.details().work().plan() == null) {
      // Nothing has been done in it that could be missed.
      tree.markKnown();
    }
    var shared = workspaces.room(task.repository().toString(), task.id().toString(), ROOM);
    var room = shift.aside().map(aside -> room(task, aside)).orElse(shared);
    var inside = sandbox.open(room);
    var place =
        new Toolset.Place(
            tree.directory(),
            room,
            shared.resolve(OUTPUTS),
            inside,
            tree.git(),
            shift.network(),
            shift.company());
    var tools = toolset.of(shift.claim(), task, shift.repository(), place);
    return new Desk(
        tree,
        inside,
        tools,
        Stream.concat(tools.stream().map(BoundTool::definition), Submissions.OF_AUTHOR.stream())
            .toList(),
        !tree.known());
  }

  ReadingRoom readingRoom(Shift shift, TreeId tree) {
    var clean = trees.open(shift, tree);
    var room = clean.room();
    var inside = sandbox.open(room);
    var place =
        new Toolset.Place(
            clean.directory(),
            room,
            room.resolve(OUTPUTS),
            inside,
            new GitAccess.None(),
            new Network.None(),
            Company.none());
    var tools =
        toolset.of(shift.claim(), shift.task(), shift.repository(), place).stream()
            .filter(tool -> READING.contains(tool.definition().name()))
            .toList();
    return new ReadingRoom(clean, inside, tools);
  }

  private Path room(Task task, Aside aside) {
    return workspaces.room(task.repository().toString(), task.id().toString(), aside.tree(), ROOM);
  }

  /// The tree of a shift as it is on disk, or a new one.
  WorkTree checkOut(Shift shift) {
    var id = shift.claim().task().toString();
    return shift
        .aside()
        .map(aside -> shift.mirror().fork(id, aside.tree(), aside.from(), shift.fence()))
        .orElseGet(() -> checkOut(shift, shift.task()));
  }

  private static WorkTree checkOut(Shift shift, Task task) {
    var revision = task.details().revision();
    var id = task.id().toString();
    if (revision.start() != null) {
      return checkOut(shift, id, new CommitId(revision.start()));
    }
    shift.mirror().fetch();
    var start = shift.mirror().head(shift.target());
    var branch = BranchName.ofTask(id).value();
    shift.change(
        now ->
            now.with(now.details().with(now.details().revision().started(branch, start.value()))));
    return checkOut(shift, id, start);
  }

  private static WorkTree checkOut(Shift shift, String id, CommitId start) {
    return shift.mirror().checkOut(id, start, shift.work(), shift.fence());
  }
}
