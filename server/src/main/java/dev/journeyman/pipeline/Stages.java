package dev.journeyman.pipeline;

import dev.journeyman.task.TaskStatus;

/// Which stage works on a task in which status.
public record Stages(
    Stage begin,
    Stage analyze,
    Stage plan,
    Stage execute,
    Stage verify,
    Stage learn,
    Stage land,
    Stage reject,
    Stage rollBack) {

  Stage of(TaskStatus status) {
    return switch (status) {
      case QUEUED -> begin;
      case ANALYZING -> analyze;
      case PLANNING -> plan;
      case EXECUTING -> execute;
      case VERIFYING -> verify;
      case LEARNING -> learn;
      case APPROVED -> land;
      case REJECTED -> reject;
      case ROLLING_BACK -> rollBack;
      case PENDING_APPROVAL,
          COMPLETED,
          DEPLOYMENT_FAILED,
          ROLLBACK_FAILED,
          FAILED,
          CANCELLED,
          ROLLED_BACK ->
          throw new IllegalStateException("There is nothing to do for a task that is " + status);
    };
  }
}
