package dev.journeyman.repository;

/// What a landed change looks like in the history.
///
/// @param trailers whether commits end with `Task-Id` and `Approved-by`
public record LandingPolicy(Method method, boolean trailers) {

  /// How the commits of a task join the target branch. Each gives exactly the approved tree.
  public enum Method {
    /// One commit.
    SQUASH,
    /// The task's own commits and a merge commit.
    MERGE,
    /// The task's own commits, made anew on the target branch; one commit where that cannot be.
    REBASE
  }

  public static final LandingPolicy USUAL = new LandingPolicy(Method.SQUASH, true);
}
