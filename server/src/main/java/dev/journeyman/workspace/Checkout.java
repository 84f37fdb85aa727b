package dev.journeyman.workspace;

import dev.journeyman.sandbox.GitAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts the work tree of a task on disk, or finds it there.
///
/// @param place the task's directory, which only the service writes to
/// @param tree the work tree itself
record Checkout(
    Layout layout,
    Objects objects,
    SharedObjects shared,
    SandboxedGit sandboxed,
    Path place,
    Path tree) {

  Optional<WorkTree> existing(Checkpoints checkpoints) {
    var whole =
        Stream.concat(
                Stream.of(tree),
                Stream.of("ready", "agent/HEAD", "service/HEAD").map(place::resolve))
            .allMatch(part -> Files.exists(part, LinkOption.NOFOLLOW_LINKS));
    return checkpoints
        .base()
        .filter(_ -> whole && hasReadableIndex())
        .map(base -> new WorkTree(this, checkpoints, base, false));
  }

  /// Asked for a path that is not there, git reads all of its index and finds a damage.
  private boolean hasReadableIndex() {
    return objects.git().in(service()).run("ls-files", "--", "no such path").succeeded();
  }

  WorkTree open(CommitId base, CommitId work, Checkpoints checkpoints) {
    return existing(checkpoints).orElseGet(() -> make(base, work, checkpoints, () -> {}));
  }

  /// Like [#open], with the ignored files of another tree.
  WorkTree copy(Checkout other, CommitId base, CommitId work, Checkpoints checkpoints) {
    return existing(checkpoints)
        .orElseGet(() -> make(base, work, checkpoints, () -> sandboxed.copy(other.tree(), tree)));
  }

  private WorkTree make(CommitId base, CommitId work, Checkpoints checkpoints, Runnable first) {
    var start = checkpoints.base().orElse(base);
    checkpoints.start(start);
    Removal.of(objects.git()).remove(place);
    Removal.of(objects.git()).remove(tree);
    layout.pass(place.resolveSibling(""));
    layout.pass(place);
    layout.give(tree());
    first.run();
    fill(checkpoints.taskId(), start, checkpoints.last().map(Checkpoint::commit).orElse(work));
    return new WorkTree(this, checkpoints, start, true);
  }

  /// Makes tree and git directories show one commit, whatever they held; ignored files stay.
  ///
  /// @param start the commit the task started from, which came from the source
  void fill(String taskId, CommitId start, CommitId commit) {
    try {
      Files.deleteIfExists(place.resolve("ready"));
      renew(service(), taskId, commit);
      sandboxed.run(tree(), service(), "restore.sh", 0, commit.value());
      renew(agent(), taskId, commit);
      lend(start, commit);
      Files.copy(service().resolve("index"), agent().resolve("index"), LinkOption.NOFOLLOW_LINKS);
      layout.giveFile(agent().resolve("index"));
      Files.createFile(place.resolve("ready"));
    } catch (IOException e) {
      throw Layout.broken(place, e);
    }
  }

  private void renew(Path gitDirectory, String taskId, CommitId commit) {
    Removal.of(objects.git()).remove(gitDirectory);
    var mirror = objects.git().directory().orElseThrow();
    PrivateGitDirectory.make(layout, gitDirectory, "journeyman/" + taskId, commit, mirror);
  }

  /// Gives the agent's git directory what it may not see among the mirror's objects: its own work
  /// so far.
  private void lend(CommitId start, CommitId commit) throws IOException {
    if (commit.equals(start)) {
      return;
    }
    var packs = agent().resolve("objects/pack");
    shared.packBeyond(commit, start, packs.resolve("pack"));
    try (var files = Files.newDirectoryStream(packs)) {
      for (var file : files) {
        layout.giveFile(file);
      }
    }
  }

  /// What the agent's commands see of git.
  GitAccess agentAccess() {
    return new GitAccess.Private(agent(), shared.directory());
  }

  Path known() {
    return place.resolve("known");
  }

  Path agent() {
    return place.resolve("agent");
  }

  Path service() {
    return place.resolve("service");
  }
}
