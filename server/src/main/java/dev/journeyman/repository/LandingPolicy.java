package dev.journeyman.repository;

/// How a change reaches its branch, and what it looks like in the history.
///
/// @param method how its commits join the branch
/// @param trailers whether commits end with `Task-Id` and `Approved-by`
/// @param way who moves the branch
/// @param opens when a pull request is opened; says nothing where there is none
public record LandingPolicy(Method method, boolean trailers, Way way, Opening opens) {

  /// How the commits of a task join the target branch. Where the service moves the branch itself,
  /// each gives exactly the approved tree.
  public enum Method {
    /// One commit.
    SQUASH,
    /// The task's own commits and a merge commit.
    MERGE,
    /// The task's own commits, made anew on the target branch; one commit where that cannot be.
    REBASE
  }

  /// Who moves the target branch.
  public enum Way {
    /// The service, by a compare-and-swap.
    BRANCH,
    /// GitHub, by merging a pull request.
    PULL_REQUEST
  }

  /// When people can see the pull request.
  public enum Opening {
    /// As soon as the change waits for approval: its branch is pushed before anybody has looked at
    /// it, and what runs on a push there runs.
    REVIEW,
    /// Not before it is approved.
    APPROVAL
  }

  public static final LandingPolicy USUAL =
      new LandingPolicy(Method.SQUASH, true, Way.BRANCH, Opening.REVIEW);

  public LandingPolicy {
    way = orElse(way, Way.BRANCH);
    opens = orElse(opens, Opening.REVIEW);
  }

  public boolean byPullRequest() {
    return way == Way.PULL_REQUEST;
  }

  /// Policies stored by an earlier version lack what came later.
  private static <T> T orElse(@org.jspecify.annotations.Nullable T value, T standard) {
    return value == null ? standard : value;
  }
}
