package dev.journeyman.task;

/// Everything of a task that changes while it goes its way, besides its status.
public record TaskDetails(
    Progress progress,
    Work work,
    Verdict verdict,
    Spending spending,
    Revision revision,
    Decisions decisions) {

  public static final TaskDetails NEW =
      new TaskDetails(
          new Progress("Waiting for a free worker", 0),
          Work.NONE,
          Verdict.NONE,
          Spending.NONE,
          Revision.NONE,
          Decisions.NONE);

  public TaskDetails with(Progress changed) {
    return new TaskDetails(changed, work, verdict, spending, revision, decisions);
  }

  public TaskDetails with(Work changed) {
    return new TaskDetails(progress, changed, verdict, spending, revision, decisions);
  }

  public TaskDetails with(Verdict changed) {
    return new TaskDetails(progress, work, changed, spending, revision, decisions);
  }

  public TaskDetails with(Spending changed) {
    return new TaskDetails(progress, work, verdict, changed, revision, decisions);
  }

  public TaskDetails with(Revision changed) {
    return new TaskDetails(progress, work, verdict, spending, changed, decisions);
  }

  public TaskDetails with(Decisions changed) {
    return new TaskDetails(progress, work, verdict, spending, revision, changed);
  }
}
