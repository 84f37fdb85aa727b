package dev.journeyman.workspace;

import dev.journeyman.sandbox.GitAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// The files of one task, and the git directory that goes with them. Used by one thread at a time.
public final class WorkTree {

  private final Checkout checkout;
  private final Checkpoints checkpoints;
  private final CommitId base;
  private final boolean created;

  WorkTree(Checkout checkout, Checkpoints checkpoints, CommitId base, boolean created) {
    this.checkout = checkout;
    this.checkpoints = checkpoints;
    this.base = base;
    this.created = created;
  }

  /// Where the files are on the host.
  public Path directory() {
    return checkout.tree();
  }

  /// What the agent's commands see of git: a directory of their own in which they may do anything.
  public GitAccess git() {
    return checkout.agentAccess();
  }

  /// The commit the task started from.
  public CommitId base() {
    return base;
  }

  /// Whether the call that gave this made the files anew. For a task that had begun this means
  /// that what came after its last checkpoint is lost.
  public boolean created() {
    return created;
  }

  /// Whether whoever works in these files was told if they were made anew. The answer is kept
  /// beside them, so that it outlives a crash.
  public boolean known() {
    return Files.exists(checkout.known(), LinkOption.NOFOLLOW_LINKS);
  }

  /// Keeps that they were told. Does nothing the second time.
  public void markKnown() {
    if (!known()) {
      try {
        Files.createFile(checkout.known());
      } catch (IOException e) {
        throw Layout.broken(checkout.known(), e);
      }
    }
  }

  /// The last checkpoint, or the base where there is none.
  public CommitId head() {
    return checkpoints.last().map(Checkpoint::commit).orElse(base);
  }

  /// Stores the files as they are now, without what `.gitignore` names, as a tree in the mirror.
  ///
  /// @throws WorkspaceException `NESTED_REPOSITORY` if there is a `.git` among the files, or a
  ///     submodule was changed; the message names the paths
  public TreeId snapshot() {
    return new Snapshots(checkout).take(head());
  }

  /// Stores a snapshot as a commit after the last checkpoint before `number`. A checkpoint of that
  /// number with the same files is left as it is; one with other files is replaced.
  ///
  /// @param number 1 or more
  public Checkpoint checkpoint(int number, String message, Identity author) {
    var tree = snapshot();
    var parent = checkpoints.before(number).map(Checkpoint::commit).orElse(base);
    return checkpoints.all().stream()
        .filter(same -> same.number() == number && same.tree().equals(tree))
        .findFirst()
        .orElseGet(
            () ->
                checkpoints.add(
                    number, checkout.objects().commit(tree, List.of(parent), message, author)));
  }

  /// Takes a commit that the service made into the task's line of work, as checkpoint `number`, and
  /// makes the files those of it.
  public void adopt(int number, CommitId commit) {
    checkpoints.add(number, commit);
    reset(commit);
  }

  /// Makes the files those of a commit. Everything since is lost, but files that `.gitignore` names
  /// stay, and checkpoints stay. No command of the task may be running.
  public void reset(CommitId commit) {
    checkout.fill(checkpoints.taskId(), base, commit);
  }
}
