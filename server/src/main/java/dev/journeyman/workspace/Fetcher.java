package dev.journeyman.workspace;

import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Brings the branches of a source into its mirror, as `refs/remotes/origin/*`. Nothing else in the
/// mirror is touched, so checkpoints outlive a source that was rewritten or emptied.
record Fetcher(
    Git git, Credentials credentials, RepositorySource source, Path mirror, ReentrantLock lock) {

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final String ORIGIN = "refs/remotes/origin/";

  void fetchIfMissing() {
    if (!new SharedObjects(git.in(mirror), mirror).exist()) {
      fetch();
    }
  }

  void fetch() {
    enter();
    try (var _ = MirrorLock.take(mirror, "fetching")) {
      var listing = remote().list();
      if (listing.branches().isEmpty()) {
        throw new WorkspaceException(
            Problem.EMPTY,
            "The repository " + source + " has no commits",
            "Make a first commit on a branch and try again.");
      }
      makeMirror(listing);
      new StaleLocks(mirror).remove();
      forgetDeletedBranches(listing);
      fetchAll();
      recordDefault(listing);
    } finally {
      lock.unlock();
    }
  }

  /// A git of a service that was killed may still be fetching, and move a branch first.
  private void fetchAll() {
    try {
      remote().fetch(mirror);
    } catch (WorkspaceException e) {
      if (!String.valueOf(e.getMessage()).contains("cannot lock ref")) {
        throw e;
      }
      remote().fetch(mirror);
    }
  }

  /// Another fetch can take long.
  private void enter() {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkspaceException(
          Problem.CANCELLED, "Stopped while waiting to fetch " + source, "Try again.", e);
    }
  }

  Remote remote() {
    return new Remote(credentials.apply(git.within(LIMIT), source), source);
  }

  private void makeMirror(Remote.Listing listing) {
    if (Files.isDirectory(mirror, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    var fresh = mirror.resolveSibling(mirror.getFileName() + ".new");
    Removal.of(git).remove(fresh);
    git.expect(
        "init",
        "-q",
        "--bare",
        "--template=",
        "--shared=0644",
        "--object-format=" + listing.format(),
        "--",
        fresh.toString());
    try {
      Files.move(fresh, mirror, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Layout.broken(mirror, e);
    }
  }

  /// A branch that is gone must be gone here too, and would also block a new branch below its name.
  private void forgetDeletedBranches(Remote.Listing listing) {
    var known =
        git.in(mirror).expect("for-each-ref", "--format=%(refname)", "--", ORIGIN).line().lines();
    var deletions = new StringBuilder();
    known
        .filter(name -> !listing.branches().containsKey(name.substring(ORIGIN.length())))
        .forEach(name -> deletions.append("delete ").append(name).append('\n'));
    git.in(mirror).expect(new GitInput.Text(deletions.toString()), "update-ref", "--stdin");
  }

  private void recordDefault(Remote.Listing listing) {
    var now = listing.defaultBranch().orElse("");
    var known = git.in(mirror).run("config", "--get", "journeyman.defaultBranch");
    if (!known.succeeded() || !known.line().equals(now)) {
      git.in(mirror).expect("config", "journeyman.defaultBranch", now);
    }
  }
}
