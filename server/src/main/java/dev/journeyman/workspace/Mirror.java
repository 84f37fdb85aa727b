package dev.journeyman.workspace;

import dev.journeyman.sandbox.Sandbox;
import dev.journeyman.workspace.WorkspaceException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One registered repository: its source as last fetched, and the objects, checkpoints and work
/// trees of its tasks. What reads only objects never looks at the source.
///
/// Safe for use by many threads; one task is worked on by one thread at a time. Every method throws
/// [WorkspaceException] when git cannot do what is asked.
public final class Mirror {

  private final Git git;
  private final Sandbox sandbox;
  private final Layout layout;
  private final String repositoryId;
  private final RepositorySource source;
  private final Fetcher fetcher;
  private final Objects objects;

  Mirror(
      Git git,
      Layout layout,
      Sandbox sandbox,
      String repositoryId,
      RepositorySource source,
      Fetcher fetcher) {
    this.git = git;
    this.layout = layout;
    this.sandbox = sandbox;
    this.repositoryId = repositoryId;
    this.source = source;
    this.fetcher = fetcher;
    this.objects = new Objects(git.in(layout.mirror(repositoryId)));
  }

  /// Asks the source for its branches. A branch that was rewritten there moves here as well; one
  /// that is gone is gone.
  public void fetch() {
    fetcher.fetch();
  }

  /// The branch that the source's HEAD names, else its only branch, else `main` or `master`.
  public BranchName defaultBranch() {
    var name = objects.git().run("config", "--get", "journeyman.defaultBranch").line();
    if (name.isEmpty()) {
      throw new WorkspaceException(
          Problem.BRANCH_MISSING,
          "The repository " + source + " names no default branch",
          "Say which branch to work on.");
    }
    return new BranchName(name);
  }

  /// Where a branch of the source was when last fetched.
  ///
  /// @throws WorkspaceException `BRANCH_MISSING`
  public CommitId head(BranchName branch) {
    return objects
        .reference(branch.fetched())
        .orElseThrow(
            () ->
                new WorkspaceException(
                    Problem.BRANCH_MISSING,
                    "The repository %s has no branch %s".formatted(source, branch),
                    "Check the name, or push the branch first."));
  }

  /// Whether a branch of the source held a commit when last fetched; false for an unknown one.
  public boolean isOn(BranchName branch, CommitId commit) {
    return objects
        .reference(branch.fetched())
        .filter(head -> objects.isAncestor(commit, head))
        .isPresent();
  }

  /// The work tree of a task as it is on disk; if there is none, one is made: at the task's last
  /// checkpoint, or at `base` where the task has none.
  public WorkTree checkOut(String taskId, CommitId base) {
    return checkOut(taskId, base, base, Fence.OPEN);
  }

  /// Likewise, for one of several workers that may come one after the other.
  ///
  /// @param work the last checkpoint that is known of elsewhere, should there be none here: from a
  ///     backup may be missing what was taken away while it was made
  /// @param fence around what a worker writes that every worker sees
  public WorkTree checkOut(String taskId, CommitId base, CommitId work, Fence fence) {
    var id = Identifier.checked("task", taskId);
    return checkout(id).open(base, work, new Checkpoints(objects, id, fence));
  }

  /// The work tree of a fork of a task's work as it is on disk; if there is none, one is made: at
  /// the fork's own last checkpoint, or else at `from`, with all files that the task's own tree has
  /// and git ignores. May be called by several threads at once for different forks.
  ///
  /// @param name letters, digits and `-`; unique within the task
  /// @param from a commit of the task's line of work
  /// @param fence around what a worker writes that every worker sees
  public WorkTree fork(String taskId, String name, CommitId from, Fence fence) {
    var forks = forks(taskId);
    var start = checkpointsOf(taskId).base().orElse(from);
    var checkpoints = new Checkpoints(objects, forks.id(name), fence);
    if (checkpoints.base().isEmpty() && !from.equals(start)) {
      checkpoints.add(0, from);
    }
    return checkout(forks.place(name), forks.tree(name))
        .copy(checkout(taskId), start, from, checkpoints);
  }

  /// Takes away the work trees and checkpoints of a task's forks. Does nothing the second time.
  public void discardForks(String taskId) {
    forks(taskId).discard(objects);
  }

  /// The work tree of a task, if there is one on disk that is whole.
  public Optional<WorkTree> workTree(String taskId) {
    var checkpoints = checkpointsOf(taskId);
    return checkout(taskId).existing(checkpoints);
  }

  /// Puts over a fresh work tree what a user's checkout of the source, if there is one, has and no
  /// commit holds. The source is left as it is.
  ///
  /// @param tree in which nothing runs; the caller gives what is written to the sandbox's user
  public void copyUncommitted(WorkTree tree) {
    if (source.isLocal() && Files.exists(source.path().resolve(".git"))) {
      var user = UserRepository.open(git, source);
      var checkout = UserCheckout.of(user.git(), source.path());
      new UncommittedFiles(checkout, tree.base()).copyTo(tree.directory());
    }
  }

  /// Writes a tree as plain files, without `.git`, hooks, filters or LFS content.
  ///
  /// @param directory made by this; must be missing or empty
  public void export(Treeish tree, Path directory) {
    new Export(layout, objects, sandboxed()).write(tree, directory);
  }

  /// The tree of a commit.
  public TreeId tree(CommitId commit) {
    return objects.tree(commit);
  }

  /// What a commit says.
  public String message(CommitId commit) {
    return objects.git().expect("log", "-1", "--format=%B", commit.value(), "--").line();
  }

  /// Makes a commit that no ref names yet.
  public CommitId commit(TreeId tree, List<CommitId> parents, String message, Identity author) {
    return objects.commit(tree, parents, message, author);
  }

  /// Joins the work of a task with what the target branch has become. Changes no ref.
  public Integration integrate(CommitId ours, CommitId target, String message, Identity author) {
    return new Merge(objects).integrate(ours, target, message, author);
  }

  /// A tree with some of its files as another tree has them. Stores the tree and changes no ref.
  ///
  /// @param paths as `other` has them; what it lacks is taken away
  public TreeId overlay(Treeish tree, Treeish other, List<String> paths) {
    return new Overlay(objects).of(tree, other, paths);
  }

  /// The files of a tree in which a conflict of [#integrate] is still marked.
  public List<String> unresolved(Treeish tree) {
    return objects.unresolved(tree);
  }

  /// Takes back what landed between `landedBase` and `landed`, and only that. Changes no ref.
  ///
  /// @param onto the commit that the result follows
  public Reversal revert(
      CommitId landed, CommitId landedBase, CommitId onto, String message, Identity author) {
    return new Merge(objects).revert(landed, landedBase, onto, message, author);
  }

  /// What differs, computed from objects alone: attributes and filters of the repository have no
  /// say in it.
  public Diff diff(Treeish base, Treeish head) {
    return new DiffReader(objects, DiffLimits.standard()).read(base, head);
  }

  /// Whether a tree is kept here. One that nothing names any more may be gone.
  public boolean has(TreeId tree) {
    return objects.has(tree);
  }

  /// The bytes of `git diff-tree -r --raw`, by which an approval is carried over.
  public byte[] rawDiff(Treeish base, Treeish head) {
    return objects.rawDiff(base, head);
  }

  /// A regular file's content, cut to `maxBytes`; empty if there is no such regular file.
  public Optional<byte[]> file(Treeish tree, String path, int maxBytes) {
    return objects.file(tree, path, maxBytes);
  }

  /// The names of all files in a tree, sorted as git sorts them.
  public List<String> files(Treeish tree) {
    return objects.files(tree);
  }

  /// Moves a branch of the source from `expected` to `commit`, or does nothing. Asked again after a
  /// crash it finds the branch moved and says so.
  ///
  /// @param taskId under `journeyman/TASK` the work is kept in the source if it cannot land
  public Landing land(String taskId, BranchName branch, CommitId expected, CommitId commit) {
    return land(taskId, branch, expected, commit, Fence.OPEN);
  }

  /// Likewise, for a worker that another may have taken the place of meanwhile.
  ///
  /// @param fence asked when it is this one's turn to land: what it lets through has landed, or has
  ///     not and never will, for whoever asks [#landed] afterwards
  public Landing land(
      String taskId, BranchName branch, CommitId expected, CommitId commit, Fence fence) {
    try (var _ = landing()) {
      fence.within(() -> true);
      return landings().land(BranchName.ofTask(taskId), branch, expected, commit);
    }
  }

  /// Whether a commit is on a branch of the source now, once nobody lands there any more.
  public boolean landed(BranchName branch, CommitId commit) {
    try (var _ = landing()) {
      fetch();
      return isOn(branch, commit);
    }
  }

  private MirrorLock landing() {
    return MirrorLock.take(layout.mirror(repositoryId), "landing");
  }

  /// Puts the work into the source as the branch `journeyman/TASK`, replacing an older one.
  public BranchName keepBranch(String taskId, CommitId commit) {
    var branch = BranchName.ofTask(taskId);
    landings().keep(branch, commit);
    return branch;
  }

  /// A branch of the source that is the service's own, for pull requests.
  ///
  /// @throws WorkspaceException `REFUSED` for a repository of this host
  public RemoteBranch remoteBranch(BranchName branch) {
    if (source.isLocal()) {
      throw new WorkspaceException(
          Problem.REFUSED,
          "The repository %s is a directory of this host, where nobody merges pull requests"
              .formatted(source),
          "Register it under its address at the host, or let changes land on the branch.");
    }
    return new RemoteBranch(objects, fetcher.remote(), branch);
  }

  /// Whether one commit is part of the history of another.
  public boolean isAncestor(CommitId older, CommitId newer) {
    return objects.isAncestor(older, newer);
  }

  /// The commit so many first parents before another.
  public CommitId ancestor(CommitId commit, int generations) {
    return objects
        .reference("%s~%d".formatted(commit, generations))
        .orElseThrow(
            () ->
                new WorkspaceException(
                    Problem.BROKEN,
                    "The commit %s has no %d commits before it".formatted(commit, generations),
                    "See the log; no branch was changed."));
  }

  /// How many commits a branch that ends with `head` has that `base` has not.
  public int commitsBetween(CommitId base, CommitId head) {
    return objects.count(base, head);
  }

  /// The checkpoints of a task, oldest first. They outlive its work tree until [#discard].
  public List<Checkpoint> checkpoints(String taskId) {
    return checkpointsOf(taskId).all();
  }

  /// Takes away the work trees of a task and its forks, git directories and checkpoints. Does
  /// nothing the second time.
  public void discard(String taskId) {
    Removal.of(git).remove(place(taskId));
    forks(taskId).discardCheckpoints(objects);
    checkpointsOf(taskId).discard();
  }

  private ForkTrees forks(String taskId) {
    return new ForkTrees(git, place(taskId), taskId);
  }

  private Landings landings() {
    return source.isLocal()
        ? new LocalLandings(git, objects, source, layout)
        : new RemoteLandings(objects, fetcher.remote());
  }

  private Checkpoints checkpointsOf(String taskId) {
    return new Checkpoints(objects, Identifier.checked("task", taskId), Fence.OPEN);
  }

  private Checkout checkout(String taskId) {
    return checkout(place(taskId), place(taskId).resolve("tree"));
  }

  private Checkout checkout(Path place, Path tree) {
    var shared = new SharedObjects(objects.git(), layout.mirror(repositoryId));
    return new Checkout(layout, objects, shared, sandboxed(), place, tree);
  }

  private Path place(String taskId) {
    return layout.task(repositoryId, Identifier.checked("task", taskId));
  }

  private SandboxedGit sandboxed() {
    return new SandboxedGit(sandbox, layout.mirror(repositoryId).resolve("objects"));
  }
}
