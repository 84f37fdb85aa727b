package dev.journeyman.task;

import org.jspecify.annotations.Nullable;

/// Everything of a task that changes while it goes its way, besides its status.
///
/// @param pullRequests none where changes land on a branch directly
public record TaskDetails(
    Progress progress,
    Work work,
    Verdict verdict,
    Spending spending,
    Revision revision,
    Decisions decisions,
    PullRequests pullRequests) {

  public static final TaskDetails NEW =
      new TaskDetails(
          new Progress("Waiting for a free worker", 0),
          Work.NONE,
          Verdict.NONE,
          Spending.NONE,
          Revision.NONE,
          Decisions.NONE,
          PullRequests.NONE);

  public TaskDetails {
    pullRequests = orNone(pullRequests);
  }

  public TaskDetails with(Progress changed) {
    return new TaskDetails(changed, work, verdict, spending, revision, decisions, pullRequests);
  }

  public TaskDetails with(Work changed) {
    return new TaskDetails(progress, changed, verdict, spending, revision, decisions, pullRequests);
  }

  public TaskDetails with(Verdict changed) {
    return new TaskDetails(progress, work, changed, spending, revision, decisions, pullRequests);
  }

  public TaskDetails with(Spending changed) {
    return new TaskDetails(progress, work, verdict, changed, revision, decisions, pullRequests);
  }

  public TaskDetails with(Revision changed) {
    return new TaskDetails(progress, work, verdict, spending, changed, decisions, pullRequests);
  }

  public TaskDetails with(Decisions changed) {
    return new TaskDetails(progress, work, verdict, spending, revision, changed, pullRequests);
  }

  public TaskDetails with(PullRequests changed) {
    return new TaskDetails(progress, work, verdict, spending, revision, decisions, changed);
  }

  /// Details stored by an earlier version lack what came later.
  private static PullRequests orNone(@Nullable PullRequests stored) {
    return stored == null ? PullRequests.NONE : stored;
  }
}
