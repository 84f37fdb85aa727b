package dev.journeyman.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a task offers on the host of its repository. Written down before it is done there, so that
/// after a crash the same is found again and never made twice.
///
/// @param branch that holds the offered commit
/// @param base the commit that what is offered was verified with, and `tree` what it comes to
/// @param head the commit that is to be on the branch
/// @param pushed what the service put on the branch last; null before the first time
/// @param number null until it is opened, like `url`
/// @param waitingSince since when it waits for the host; null while it does not
/// @param problem why it is not on the host as it should be, in a sentence; null if it is
public record PullRequest(
    String branch,
    String base,
    String tree,
    String head,
    @Nullable String pushed,
    @Nullable Integer number,
    @Nullable String url,
    State state,
    @Nullable Instant waitingSince,
    @Nullable String problem) {

  /// What became of it, as far as the service knows.
  public enum State {
    /// To be opened.
    PLANNED,
    OPEN,
    /// Without being merged.
    CLOSED,
    MERGED
  }

  public static PullRequest planned(String branch, String base, String tree, String head) {
    return new PullRequest(branch, base, tree, head, null, null, null, State.PLANNED, null, null);
  }

  public boolean offers(String otherBase, String otherTree) {
    return base.equals(otherBase) && tree.equals(otherTree);
  }

  /// Whether something of it may be on the host that has to go when the task is over.
  public boolean pending() {
    return state == State.PLANNED || state == State.OPEN;
  }

  /// The same request with another commit to come.
  public PullRequest replanned(String newBase, String newTree, String newHead) {
    return new PullRequest(
        branch, newBase, newTree, newHead, pushed, number, url, state, null, problem);
  }

  public PullRequest withPushed() {
    return new PullRequest(
        branch, base, tree, head, head, number, url, state, waitingSince, problem);
  }

  public PullRequest opened(int newNumber, String newUrl) {
    return new PullRequest(
        branch, base, tree, head, pushed, newNumber, newUrl, State.OPEN, waitingSince, null);
  }

  public PullRequest with(State changed) {
    return new PullRequest(
        branch, base, tree, head, pushed, number, url, changed, waitingSince, problem);
  }

  public PullRequest waiting(Instant since) {
    return new PullRequest(branch, base, tree, head, pushed, number, url, state, since, problem);
  }

  public PullRequest withProblem(@Nullable String sentence) {
    return new PullRequest(
        branch, base, tree, head, pushed, number, url, state, waitingSince, sentence);
  }
}
