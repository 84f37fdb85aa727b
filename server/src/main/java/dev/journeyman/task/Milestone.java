package dev.journeyman.task;

/// A turning point of a task; each is kept with who, when and why.
public enum Milestone {
  STARTED,
  COMPLETED,
  FAILED,
  APPROVED,
  REJECTED,
  DEPLOYED,
  ROLLBACK_REQUESTED,
  ROLLED_BACK,
  CANCELLED
}
