package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.github.GitHub;
import dev.journeyman.github.HostedPullRequest;
import dev.journeyman.github.HostedRepository;
import dev.journeyman.task.Decision;
import dev.journeyman.task.PullRequest;
import dev.journeyman.task.PullRequest.State;
import dev.journeyman.task.PullRequests.Kind;
import dev.journeyman.task.Task;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.BranchRemoval;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Landing;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.RemoteBranch;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Brings the branch and the pull request of one task to where they should be. Each step is written
/// down before it is taken, and found again if its answer was lost: there is never a second branch
/// or a second pull request. What was done there is in the audit log.
///
/// ```
/// plan the commit ─► push under a lease ─► find or open ─► write down the number
/// ```
record Offering(
    GitHub github, HostedRepository repository, Mirror mirror, Recorder recorder, AuditLog audit) {

  /// @return the pull request as it is on the host; it may have been closed or merged there
  /// @throws OfferRefusedException if the branch is not ours any more, or was not taken
  HostedPullRequest present(Offer offer) throws InterruptedException {
    var planned = planned(offer);
    if (planned.number() == null) {
      return begun(offer, planned);
    }
    var seen = github.get(repository, planned.number());
    if (hasEnded(offer, planned, seen)) {
      var merged = merged(seen, offer.target());
      return begun(offer, change(offer.kind(), pull -> pull.orElseThrow().renewed(merged)));
    }
    if (!planned.pushed() && isOpen(seen)) {
      push(offer, planned);
      github.update(repository, seen.number(), offer.text());
      done(offer.kind(), "pull_request.update");
      seen = github.get(repository, seen.number());
    }
    return noted(offer.kind(), seen);
  }

  private static Optional<PullRequest.Earlier> merged(HostedPullRequest seen, BranchName target) {
    return seen.mergeCommit()
        .filter(_ -> seen.base().equals(target.value()))
        .map(commit -> new PullRequest.Earlier(seen.number(), seen.url(), commit));
  }

  /// What somebody merged before another state of the change was to be offered. It takes the place
  /// of what is offered now, which is closed. For where nothing of that is left to land.
  ///
  /// @return the commit that the host has made of it
  Optional<CommitId> earlier(Kind kind) throws InterruptedException {
    var merged = known(kind).flatMap(pull -> Optional.ofNullable(pull.earlier()));
    if (merged.isPresent()) {
      ended(kind);
      change(kind, pull -> pull.orElseThrow().restored(merged.get()));
    }
    return merged.map(earlier -> new CommitId(earlier.commit()));
  }

  private HostedPullRequest begun(Offer offer, PullRequest planned) throws InterruptedException {
    if (!planned.pushed()) {
      push(offer, planned);
    }
    var opened = noted(offer.kind(), opened(offer, planned));
    done(offer.kind(), "pull_request.open");
    return opened;
  }

  /// Whether it has ended without what is offered: withdrawn by us, or merged with something else
  /// or into another branch.
  private static boolean hasEnded(Offer offer, PullRequest planned, HostedPullRequest seen) {
    return switch (seen.state()) {
      case OPEN -> false;
      case CLOSED -> planned.removed();
      case MERGED -> !lands(planned, seen) || !seen.base().equals(offer.target().value());
    };
  }

  /// Whether a merge is one of what is offered, and not of what was offered before. Somebody may
  /// have put a commit on top of it.
  private static boolean lands(PullRequest planned, HostedPullRequest merged) {
    return merged.head().equals(planned.head())
        || (planned.pushed() && !planned.heads().contains(merged.head()));
  }

  /// The pull request as it is on the host; empty if the task has none there.
  Optional<HostedPullRequest> seen(Kind kind) throws InterruptedException {
    return there(kind).map(pull -> noted(kind, pull));
  }

  private Optional<HostedPullRequest> there(Kind kind) throws InterruptedException {
    var known = known(kind);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    var number = known.get().number();
    return number == null
        ? unnumbered(known.get().branch())
        : Optional.of(github.get(repository, number));
  }

  /// The one of a branch whose number is not known; a closed one was there before.
  private Optional<HostedPullRequest> unnumbered(String branch) throws InterruptedException {
    return github
        .find(repository, branch)
        .filter(pull -> pull.state() != HostedPullRequest.State.CLOSED);
  }

  /// Whether the branch is where the service put it.
  boolean isUntouched(Kind kind) {
    var pull = known(kind).orElseThrow();
    return branch(pull).head().filter(head -> ours(pull).contains(head)).isPresent();
  }

  /// Closes the pull request and takes its branch away. One that was merged meanwhile is left.
  ///
  /// @return how the request ended
  /// @throws OfferRefusedException if the host does not let the branch go
  State withdraw(Kind kind) throws InterruptedException {
    var ended = ended(kind);
    var removal = removed(kind);
    ended.ifPresent(pull -> noted(kind, pull));
    var end = ended.map(Offering::state).orElse(State.CLOSED);
    change(kind, pull -> withdrawn(pull.orElseThrow(), end, removal));
    require(removal);
    return end;
  }

  /// A branch that is not let go has been waited for since it first was not.
  private static PullRequest withdrawn(PullRequest pull, State end, BranchRemoval removal) {
    var closed = pull.with(end);
    return removal instanceof BranchRemoval.Refused
        ? closed.waiting(pull.waitingSince(), pull.problem())
        : closed;
  }

  /// What became of the pull request, for good: an open one is closed before it is looked at. A
  /// merge that somebody has asked for has happened by then, or will not. Empty if the task has
  /// none there.
  Optional<HostedPullRequest> ended(Kind kind) throws InterruptedException {
    var there = there(kind);
    if (there.filter(Offering::isOpen).isEmpty()) {
      return there;
    }
    int number = noted(kind, there.get()).number();
    var closed = github.close(repository, number);
    if (closed.state() == HostedPullRequest.State.CLOSED) {
      done(kind, "pull_request.close");
    }
    return Optional.of(closed);
  }

  /// Takes the branch away, unless somebody else has put commits on it. Harmless if it is gone.
  ///
  /// @throws OfferRefusedException if the host does not let it go
  void removeBranch(Kind kind) {
    require(removed(kind));
  }

  /// Likewise for a request that somebody has closed. A branch that the host does not let go is
  /// left: what is offered next is offered from it.
  ///
  /// @return why it is left
  Optional<String> abandonBranch(Kind kind) {
    if (removed(kind) instanceof BranchRemoval.Refused(String reason, _)) {
      change(kind, now -> now.orElseThrow().withRemoved());
      return Optional.of(reason);
    }
    return Optional.empty();
  }

  private BranchRemoval removed(Kind kind) {
    var pull = known(kind).orElseThrow();
    var removal = branch(pull).remove(ours(pull));
    if (removal instanceof BranchRemoval.Gone) {
      done(kind, "branch.remove");
    }
    if (!(removal instanceof BranchRemoval.Refused)) {
      change(kind, now -> now.orElseThrow().withRemoved());
    }
    return removal;
  }

  private static void require(BranchRemoval removal) {
    if (removal instanceof BranchRemoval.Refused(String reason, String remedy)) {
      throw new OfferRefusedException(reason, remedy);
    }
  }

  private void done(Kind kind, String action) {
    recorder.record(
        task -> {
          task.details().pullRequests().of(kind).ifPresent(pull -> note(task, action, pull));
          return task;
        });
  }

  /// Within the change it belongs to.
  private void note(Task task, String action, PullRequest pull) {
    audit.append(
        task.tenant(),
        Decision.SERVICE,
        "",
        action,
        task.id().toString(),
        Map.of(
            "repository", repository.toString(),
            "branch", pull.branch(),
            "commit", pull.head(),
            "pullRequest", Objects.requireNonNullElse(pull.url(), "")));
  }

  private PullRequest planned(Offer offer) {
    var known = known(offer.kind());
    var base = offer.base().value();
    var tree = offer.tree().value();
    if (known.filter(pull -> pull.offers(base, tree)).isPresent()) {
      return known.get();
    }
    var head = offer.head().get().value();
    return change(
        offer.kind(),
        pull ->
            pull.map(
                    before ->
                        before.offers(base, tree) ? before : before.replanned(base, tree, head))
                .orElseGet(() -> PullRequest.planned(offer.branch().value(), base, tree, head)));
  }

  private void push(Offer offer, PullRequest planned) {
    var head = new CommitId(planned.head());
    switch (branch(planned).push(ours(planned), head)) {
      case Landing.Landed _ -> {
        change(offer.kind(), pull -> pull.orElseThrow().withPushed());
        done(offer.kind(), "branch.push");
      }
      case Landing.Moved(CommitId now) ->
          throw OfferRefusedException.foreign(planned.branch(), planned.head(), now.value());
      case Landing.Refused(String reason, String remedy) ->
          throw new OfferRefusedException(reason, remedy);
    }
  }

  private HostedPullRequest opened(Offer offer, PullRequest planned) throws InterruptedException {
    var branch = offer.branch().value();
    var found = unnumbered(branch).filter(pull -> !hasEnded(offer, planned, pull));
    if (found.isEmpty()) {
      return github.open(repository, branch, offer.target().value(), offer.text());
    }
    if (isOpen(found.get())) {
      github.update(repository, found.get().number(), offer.text());
    }
    return github.get(repository, found.get().number());
  }

  private HostedPullRequest noted(Kind kind, HostedPullRequest seen) {
    var known = known(kind).orElseThrow();
    if (!known.equals(known.seen(seen.number(), seen.url(), state(seen)))) {
      change(kind, pull -> pull.orElseThrow().seen(seen.number(), seen.url(), state(seen)));
    }
    return seen;
  }

  private RemoteBranch branch(PullRequest pull) {
    return mirror.remoteBranch(new BranchName(pull.branch()));
  }

  private static Set<CommitId> ours(PullRequest pull) {
    return pull.heads().stream().map(CommitId::new).collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isOpen(HostedPullRequest seen) {
    return seen.state() == HostedPullRequest.State.OPEN;
  }

  private static State state(HostedPullRequest seen) {
    return switch (seen.state()) {
      case OPEN -> State.OPEN;
      case CLOSED -> State.CLOSED;
      case MERGED -> State.MERGED;
    };
  }

  private Optional<PullRequest> known(Kind kind) {
    return recorder.task().details().pullRequests().of(kind);
  }

  private PullRequest change(Kind kind, Function<Optional<PullRequest>, PullRequest> change) {
    return recorder
        .record(
            task -> {
              var pulls = task.details().pullRequests();
              return task.with(task.details().with(pulls.with(kind, change.apply(pulls.of(kind)))));
            })
        .details()
        .pullRequests()
        .of(kind)
        .orElseThrow();
  }
}
