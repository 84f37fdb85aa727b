package dev.journeyman.task;

/// A turning point of a task; each is kept with who, when and why.
public enum Milestone {
  STARTED,
  COMPLETED,
  FAILED,
  APPROVED,
  REJECTED,
  /// The deploy command was begun, and has ended well; the reason is the commit it ran on.
  DEPLOY_BEGUN,
  DEPLOY_ENDED,
  DEPLOYED,
  ROLLBACK_REQUESTED,
  ROLLED_BACK,
  CANCELLED
}
