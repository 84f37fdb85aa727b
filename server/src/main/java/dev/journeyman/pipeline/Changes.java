package dev.journeyman.pipeline;

import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryStore;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.FileChange.Status;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.RepositorySource;
import dev.journeyman.workspace.Reversal;
import dev.journeyman.workspace.TreeId;
import dev.journeyman.workspace.Workspaces;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows what tasks changed, computed from objects alone.
public final class Changes implements TaskChanges {

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final RepositoryStore repositories;
  private final Workspaces workspaces;
  private final Reversals reversals;

  public Changes(RepositoryStore repositories, Workspaces workspaces) {
    this.repositories = repositories;
    this.workspaces = workspaces;
    this.reversals = new Reversals();
  }

  @Override
  public Optional<Diff> diff(Task task) {
    var revision = task.details().revision();
    if (revision.base() == null || revision.tree() == null) {
      return Optional.empty();
    }
    var diff = mirror(task).diff(new CommitId(revision.base()), new TreeId(revision.tree()));
    return Optional.of(shown(revision.tree(), revision.base(), diff));
  }

  @Override
  public Optional<Diff> since(Task task, Earlier seen) {
    var revision = task.details().revision();
    if (revision.base() == null || revision.tree() == null) {
      return Optional.empty();
    }
    var mirror = mirror(task);
    var tree = new TreeId(revision.tree());
    var earlier = new TreeId(seen.tree());
    if (!mirror.has(earlier)) {
      return Optional.empty();
    }
    var diff = mirror.diff(earlier, tree);
    if (!seen.base().equals(revision.base())) {
      var own = paths(mirror.diff(new CommitId(revision.base()), tree));
      own.addAll(paths(mirror.diff(new CommitId(seen.base()), earlier)));
      diff = diff.only(file -> own.contains(file.path()) || own.contains(file.oldPath()));
    }
    return Optional.of(shown(revision.tree(), seen.tree(), diff));
  }

  private static Set<String> paths(dev.journeyman.workspace.Diff diff) {
    var paths = new HashSet<String>();
    diff.files().forEach(file -> paths.addAll(List.of(file.path(), file.oldPath())));
    return paths;
  }

  private static Diff shown(String tree, String base, dev.journeyman.workspace.Diff diff) {
    return new Diff(tree, base, diff.text(), diff.files().stream().map(Changes::file).toList());
  }

  @Override
  public Preview rollback(Task task) {
    if (task.details().revision().landed() == null) {
      return new Preview(List.of(), List.of(), "");
    }
    var mirror = mirror(task);
    mirror.fetch();
    var now = mirror.head(new BranchName(task.request().targetBranch()));
    return switch (reversals.compute(mirror, task, now)) {
      case Reversal.Reverted(CommitId commit, TreeId tree, List<String> paths) ->
          new Preview(paths, List.of(), mirror.diff(now, tree).text());
      case Reversal.Conflict(List<String> paths) -> new Preview(List.of(), paths, "");
      case Reversal.NothingToRevert _ -> new Preview(List.of(), List.of(), "");
    };
  }

  /// Takes away what a task left; a failure is logged and tried again at the next start.
  void discard(Task task) {
    try {
      mirror(task).discard(task.id().toString());
    } catch (RuntimeException e) {
      LOG.warn("Could not clean up after task {}", task.id(), e);
    }
  }

  private Mirror mirror(Task task) {
    Repository repository = repositories.find(task.repository()).orElseThrow();
    return workspaces.mirror(
        repository.id().toString(), new RepositorySource(repository.location()));
  }

  /// What is only more or less executable is modified.
  private static String status(Status status) {
    return switch (status) {
      case MODE_CHANGED -> "modified";
      case ADDED, MODIFIED, DELETED, RENAMED, TYPE_CHANGED ->
          status.name().toLowerCase(Locale.ROOT);
    };
  }

  private static FileChange file(dev.journeyman.workspace.FileChange file) {
    return new FileChange(
        file.path(),
        file.path().equals(file.oldPath()) ? Optional.empty() : Optional.of(file.oldPath()),
        status(file.status()),
        file.kind().name().toLowerCase(Locale.ROOT),
        file.additions(),
        file.deletions(),
        file.binary(),
        RunsCode.later(file.path()) || RunsCode.later(file.oldPath()),
        RunsCode.hides(file.patch() + file.path() + file.oldPath()),
        file.patch().isEmpty() ? Optional.empty() : Optional.of(file.patch()));
  }
}
