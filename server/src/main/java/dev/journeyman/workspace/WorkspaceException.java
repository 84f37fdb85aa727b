package dev.journeyman.workspace;

/// What kept git from doing what was asked, in a sentence for a human and another with the remedy.
public final class WorkspaceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// What it was, for programs.
  public enum Problem {
    /// The path or address does not exist.
    NOT_FOUND,
    /// There is something, but no git repository.
    NOT_GIT,
    /// The repository has no commit yet.
    EMPTY,
    /// The branch does not exist.
    BRANCH_MISSING,
    /// The other side said no: access, policy, an unsafe content.
    REFUSED,
    /// The tree holds a repository of its own that is no submodule.
    NESTED_REPOSITORY,
    /// A limit of size was met.
    TOO_LARGE,
    TIMED_OUT,
    /// The other side is not there just now; later it may be.
    UNREACHABLE,
    /// The calling thread was interrupted; its flag is set again.
    CANCELLED,
    /// The sandbox could not run git.
    SANDBOX_UNAVAILABLE,
    /// The work tree or mirror is missing or damaged.
    BROKEN
  }

  private final Problem problem;
  private final String remedy;

  public WorkspaceException(Problem problem, String message, String remedy) {
    super(message);
    this.problem = problem;
    this.remedy = remedy;
  }

  WorkspaceException(Problem problem, String message, String remedy, Throwable cause) {
    this(problem, message, remedy);
    initCause(cause);
  }

  public Problem problem() {
    return problem;
  }

  /// What to do, in one sentence.
  public String remedy() {
    return remedy;
  }
}
