package dev.journeyman.pipeline;

import dev.journeyman.task.PullRequest;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Reversal;
import dev.journeyman.workspace.WorkspaceException;
import java.util.List;
import java.util.Optional;

/// Lands a revert by having the host merge a pull request of its own.
final class PullRequestRevert {

  private final Merging merging;
  private final Offers offers;
  private final PullRequestLanding landing;
  private final RevertCheck check;

  PullRequestRevert(Merging merging, Offers offers, PullRequestLanding landing, RevertCheck check) {
    this.merging = merging;
    this.offers = offers;
    this.landing = landing;
    this.check = check;
  }

  /// The revert that is on offer for the branch as it is, and was verified for it. That somebody
  /// has closed it is found when it is to be merged.
  Optional<CommitId> offeredOn(Shift shift, CommitId now) {
    return shift
        .task()
        .details()
        .pullRequests()
        .of(Kind.REVERT)
        .filter(PullRequest::leaves)
        .filter(pull -> pull.base().equals(now.value()))
        .map(pull -> new CommitId(pull.head()));
  }

  /// Whether the host has merged it already; empty if it has not.
  Optional<Merge> meanwhile(Shift shift) throws InterruptedException {
    return merging.meanwhile(shift, Kind.REVERT).map(merge -> onBranch(shift, merge));
  }

  /// Likewise for what was merged before the revert was made anew.
  Optional<Merge> earlier(Shift shift) throws InterruptedException {
    return shift.task().details().pullRequests().of(Kind.REVERT).isEmpty()
        ? Optional.empty()
        : merging.earlier(shift, Kind.REVERT).map(merge -> onBranch(shift, merge));
  }

  Merge land(Shift shift, CommitId now, CommitId revert) throws InterruptedException {
    var task = shift.task();
    var message = offers.message(shift.mirror().message(revert), task, Kind.REVERT);
    return onBranch(
        shift, merging.ask(shift, offers.ofRevert(shift.mirror(), task, now, revert), message));
  }

  /// What the host has made is fetched, and can be deployed.
  private Merge onBranch(Shift shift, Merge merge) {
    if (!(merge instanceof Merge.Merged(CommitId commit))) {
      return merge;
    }
    try {
      PullRequestLanding.requireOnBranch(shift, commit, Kind.REVERT);
      return merge;
    } catch (WorkspaceException e) {
      return away(shift, e);
    }
  }

  /// A remote that does not answer is waited for, as the host is.
  Merge away(Shift shift, WorkspaceException trouble) {
    return merging.away(shift, Kind.REVERT, trouble);
  }

  /// What the branch has got instead of the verified revert, verified as it is; empty if it has got
  /// that one.
  Optional<Evidence> other(Shift shift, CommitId landed) throws InterruptedException {
    var mirror = shift.mirror();
    var tree = mirror.tree(landed);
    var offered = shift.task().details().pullRequests().of(Kind.REVERT).orElseThrow().tree();
    if (tree.value().equals(offered)) {
      return Optional.empty();
    }
    var merged = new Reversal.Reverted(landed, tree, List.of());
    var evidence = check.of(shift, mirror.ancestor(landed, 1), merged);
    shift.change(
        task -> {
          landing.record(task, "landing.differs", landed, tree.value(), Kind.REVERT);
          return check.seen(task, evidence);
        },
        RevertCheck.event(evidence));
    return Optional.of(evidence);
  }

  void tidy(Shift shift) {
    landing.removeBranch(shift, Kind.REVERT);
  }
}
