package dev.journeyman.workspace;

import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.sandbox.SandboxUser;
import dev.journeyman.telemetry.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/// Everything of git that this service keeps: a mirror for each repository, and for each task a
/// work tree with a private git directory.
///
/// - `root/home`: empty; git's HOME
/// - `root/mirrors/REPOSITORY.git`: bare; `refs/remotes/origin/*`, `refs/journeyman/*`
/// - `root/tasks/REPOSITORY/TASK/tree`: the work tree
/// - `root/tasks/REPOSITORY/TASK/agent`: the agent's git directory, no git of ours reads it
/// - `root/tasks/REPOSITORY/TASK/service`: the git directory with which snapshots are taken
/// - `root/tasks/REPOSITORY/TASK/tree-FORK`, `fork-FORK`: the same for a step that is done beside
///   others
/// - `root/exports`: git directories while a clean tree is written
///
/// Safe for use by many threads; one task is worked on by one thread at a time.
public final class Workspaces {

  private final ExportPlace exports;
  private final Layout layout;
  private final Git git;
  private final Sandbox sandbox;
  private final Credentials credentials;
  private final ConcurrentMap<String, ReentrantLock> fetching = new ConcurrentHashMap<>();

  /// @param root a directory of the service's own, made if it is missing
  /// @param user as whom the sandbox runs commands, and so who owns the agents' trees
  public Workspaces(Path root, Sandbox sandbox, SandboxUser user) {
    this(root, root.resolve("mirrors"), sandbox, user, Credentials.NONE, Traces.off());
  }

  /// @param credentials what remotes are shown
  /// @param mirrors where the mirrors are, which other services may use at the same time
  public Workspaces(
      Path root,
      Path mirrors,
      Sandbox sandbox,
      SandboxUser user,
      Credentials credentials,
      Traces traces) {
    this(root, mirrors, sandbox, user, credentials, traces, List.of());
  }

  Workspaces(
      Path root,
      Path mirrors,
      Sandbox sandbox,
      SandboxUser user,
      Credentials credentials,
      Traces traces,
      List<String> settings) {
    this.credentials = credentials;
    var place = root.toAbsolutePath().normalize();
    this.layout =
        new Layout(
            place,
            mirrors.toAbsolutePath().normalize(),
            place.resolve("exports/" + UUID.randomUUID()),
            owner(user));
    this.sandbox = sandbox;
    layout.make();
    this.exports = ExportPlace.claim(layout.exports());
    layout.pass(layout.exports());
    var git = Git.of(layout.home()).traced(traces);
    exports.removeDesertedOnes(Removal.of(git));
    for (var setting : settings) {
      git = git.setting(setting);
    }
    this.git = git;
  }

  /// The mirror of a repository; fetched if there is none yet, otherwise as it was last fetched.
  ///
  /// @param repositoryId letters, digits, `_` and `-`
  /// @throws WorkspaceException if it has to be fetched and cannot be
  public Mirror mirror(String repositoryId, RepositorySource source) {
    Identifier.checked("repository", repositoryId);
    var lock = fetching.computeIfAbsent(repositoryId, _ -> new ReentrantLock());
    var fetcher = new Fetcher(git, credentials, source, layout.mirror(repositoryId), lock);
    fetcher.fetchIfMissing();
    return new Mirror(git, layout, sandbox, repositoryId, source, fetcher);
  }

  /// A directory for a clean tree; closing it takes it away.
  public Scratch scratch() {
    return new Scratch(layout, Removal.of(git));
  }

  /// A directory beside a task's work tree for what its sandbox and tools keep: `/tmp`, home, full
  /// outputs. It goes with the task.
  public Path room(String repositoryId, String taskId, String name) {
    return room(layout.task(repositoryId, taskId), name);
  }

  /// Likewise, beside the work tree of a fork.
  public Path room(String repositoryId, String taskId, String fork, String name) {
    var forks = new ForkTrees(git, layout.task(repositoryId, taskId), taskId);
    return room(forks.place(fork), name);
  }

  private Path room(Path place, String name) {
    layout.pass(place);
    var room = place.resolve(name);
    layout.pass(room);
    return room;
  }

  /// What there is of a task: a work tree here, or checkpoints in a mirror.
  public record Trace(String repositoryId, String taskId) {}

  /// Every trace of every task.
  public Set<Trace> traces() {
    var traces = new LinkedHashSet<Trace>();
    for (var repository : children(layout.root().resolve("tasks"))) {
      var id = repository.getFileName().toString();
      children(repository)
          .forEach(task -> traces.add(new Trace(id, task.getFileName().toString())));
    }
    for (var mirror : children(layout.mirrors())) {
      var name = mirror.getFileName().toString();
      if (name.endsWith(".git")) {
        var id = name.substring(0, name.length() - ".git".length());
        Checkpoints.tasks(objects(id)).forEach(task -> traces.add(new Trace(id, task)));
      }
    }
    return traces;
  }

  /// Takes away the work trees here of a task and its forks, git directories and checkpoints.
  public void discard(Trace trace) {
    var task = Identifier.checked("task", trace.taskId());
    var place = layout.task(trace.repositoryId(), task);
    Removal.of(git).remove(place);
    if (Files.isDirectory(layout.mirror(trace.repositoryId()))) {
      new ForkTrees(git, place, task).discardCheckpoints(objects(trace.repositoryId()));
      new Checkpoints(objects(trace.repositoryId()), task, Fence.OPEN).discard();
    }
  }

  private Objects objects(String repositoryId) {
    return new Objects(git.in(layout.mirror(repositoryId)));
  }

  private static List<Path> children(Path directory) {
    try (var children = Files.list(directory)) {
      return children.toList();
    } catch (IOException e) {
      throw Layout.broken(directory, e);
    }
  }

  private static Optional<HostUser> owner(SandboxUser user) {
    return switch (user) {
      case SandboxUser.Same _ -> Optional.empty();
      case SandboxUser.Switched(int uid, int gid) -> Optional.of(new HostUser(uid, gid));
    };
  }

  /// The service's own access to the files of a tree that the sandbox writes to.
  ///
  /// @param staging a directory beside it, on the same file system, for files being written; made
  ///     if it is missing
  public WorkTreeFiles files(Path tree, Path staging) {
    layout.own(staging);
    return new WorkTreeFiles(tree, staging, layout.sandboxUser());
  }
}
