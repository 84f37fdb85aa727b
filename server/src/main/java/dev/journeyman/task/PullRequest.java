package dev.journeyman.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a task offers on the host of its repository. Written down before it is done there, so that
/// after a crash the same is found again and never made twice.
///
/// @param branch that holds the offered commit
/// @param base the commit that what is offered was verified with, and `tree` what it comes to
/// @param heads every commit that the service has put on the branch, or was about to; what is
///     offered is the last
/// @param pushed whether the branch is known to have had the last one
/// @param number null until it is opened, like `url`
/// @param removed whether the service has done with the branch: it is gone from the host, or
///     somebody has put commits on it and keeps it
/// @param waitingSince since when the host does not do what it is asked to; null while it does
/// @param problem why it is not on the host as it should be, in a sentence; null if it is
/// @param earlier what somebody merged before another state of it was to be offered; null if nobody
public record PullRequest(
    String branch,
    String base,
    String tree,
    List<String> heads,
    boolean pushed,
    @Nullable Integer number,
    @Nullable String url,
    State state,
    boolean removed,
    @Nullable Instant waitingSince,
    @Nullable String problem,
    @Nullable Earlier earlier) {

  /// A pull request before this one, with the commit that the host made of it.
  public record Earlier(int number, String url, String commit) {}

  /// What became of it, as far as the service knows.
  public enum State {
    /// To be opened.
    PLANNED,
    OPEN,
    /// Without being merged.
    CLOSED,
    MERGED
  }

  public PullRequest {
    heads = List.copyOf(heads);
  }

  public static PullRequest planned(String branch, String base, String tree, String head) {
    return new PullRequest(
        branch,
        base,
        tree,
        List.of(head),
        false,
        null,
        null,
        State.PLANNED,
        false,
        null,
        null,
        null);
  }

  /// The commit that is offered.
  public String head() {
    return heads.getLast();
  }

  public boolean offers(String otherBase, String otherTree) {
    return base.equals(otherBase) && tree.equals(otherTree);
  }

  /// Whether it may still be merged.
  public boolean pending() {
    return state == State.PLANNED || state == State.OPEN;
  }

  /// Whether something of it may be on the host that has to go when the task is over.
  public boolean leaves() {
    return pending() || !removed;
  }

  /// The same request with another commit to come.
  public PullRequest replanned(String newBase, String newTree, String newHead) {
    var all = Stream.concat(heads.stream(), Stream.of(newHead)).toList();
    return new PullRequest(
        branch, newBase, newTree, all, false, number, url, state, removed, null, problem, earlier);
  }

  /// What is offered needs a request of its own: the one before has ended with something else.
  ///
  /// @param merged what became of that, if it was merged into the target branch
  public PullRequest renewed(Optional<Earlier> merged) {
    return new PullRequest(
        branch,
        base,
        tree,
        heads,
        false,
        null,
        null,
        State.PLANNED,
        false,
        null,
        problem,
        merged.orElse(earlier));
  }

  /// The earlier one after all: it has done what this one was to do.
  public PullRequest restored(Earlier merged) {
    return new PullRequest(
        branch,
        base,
        tree,
        heads,
        pushed,
        merged.number(),
        merged.url(),
        State.MERGED,
        removed,
        null,
        problem,
        earlier);
  }

  public PullRequest withPushed() {
    return new PullRequest(
        branch, base, tree, heads, true, number, url, state, false, waitingSince, problem, earlier);
  }

  /// As the host has it. A merge is final: whoever saw it open looked before.
  public PullRequest seen(int newNumber, String newUrl, State newState) {
    return new PullRequest(
        branch,
        base,
        tree,
        heads,
        pushed,
        newNumber,
        newUrl,
        next(newState),
        removed && newState != State.OPEN,
        waitingSince,
        null,
        earlier);
  }

  /// As it has come to be; nothing is waited for any more.
  public PullRequest with(State changed) {
    return new PullRequest(
        branch,
        base,
        tree,
        heads,
        pushed,
        number,
        url,
        next(changed),
        removed,
        null,
        problem,
        earlier);
  }

  /// Nothing is left to be done for it on the host, so nothing is wrong there.
  public PullRequest withRemoved() {
    return new PullRequest(
        branch, base, tree, heads, pushed, number, url, state, true, waitingSince, null, earlier);
  }

  private State next(State changed) {
    return state == State.MERGED ? State.MERGED : changed;
  }

  /// @param since null if it waits for nothing
  public PullRequest waiting(@Nullable Instant since, @Nullable String why) {
    return new PullRequest(
        branch, base, tree, heads, pushed, number, url, state, removed, since, why, earlier);
  }
}
