package dev.journeyman.task;

import java.util.Locale;

/// What a person can do with a task, and when.
public enum TaskAction {
  APPROVE,
  REJECT,
  REVIEW,
  CANCEL,
  PAUSE,
  RESUME,
  MESSAGE,
  RETRY,
  ROLLBACK;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean possibleFor(Task task) {
    var status = task.status();
    return switch (this) {
      case APPROVE, REJECT, REVIEW -> status == TaskStatus.PENDING_APPROVAL;
      case CANCEL -> status.canBecome(TaskStatus.CANCELLED);
      case PAUSE -> canPause(status) && !task.paused();
      case RESUME -> task.paused();
      case MESSAGE -> canPause(status);
      case RETRY -> retryable(status);
      case ROLLBACK ->
          (status == TaskStatus.COMPLETED && task.details().revision().landed() != null)
              || status == TaskStatus.APPROVED
              || status == TaskStatus.DEPLOYMENT_FAILED;
    };
  }

  private static boolean canPause(TaskStatus status) {
    return status == TaskStatus.QUEUED || status.running();
  }

  private static boolean retryable(TaskStatus status) {
    return switch (status) {
      case FAILED, CANCELLED, ROLLED_BACK, DEPLOYMENT_FAILED, ROLLBACK_FAILED -> true;
      case QUEUED,
          ANALYZING,
          PLANNING,
          EXECUTING,
          VERIFYING,
          LEARNING,
          PENDING_APPROVAL,
          APPROVED,
          COMPLETED,
          REJECTED,
          ROLLING_BACK ->
          false;
    };
  }
}
