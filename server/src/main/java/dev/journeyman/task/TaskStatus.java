package dev.journeyman.task;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Where a task stands. [#next] is the one table of what may follow; the database repeats it.
public enum TaskStatus {
  QUEUED,
  ANALYZING,
  PLANNING,
  EXECUTING,
  VERIFYING,
  LEARNING,
  PENDING_APPROVAL,
  APPROVED,
  COMPLETED,
  REJECTED,
  DEPLOYMENT_FAILED,
  ROLLING_BACK,
  ROLLBACK_FAILED,
  FAILED,
  CANCELLED,
  ROLLED_BACK;

  /// After these, streams end.
  private static final Set<TaskStatus> TERMINAL =
      EnumSet.of(COMPLETED, FAILED, ROLLED_BACK, CANCELLED, DEPLOYMENT_FAILED, ROLLBACK_FAILED);

  /// In these, a worker has something to do.
  private static final Set<TaskStatus> WORK =
      EnumSet.of(
          QUEUED,
          ANALYZING,
          PLANNING,
          EXECUTING,
          VERIFYING,
          LEARNING,
          APPROVED,
          REJECTED,
          ROLLING_BACK);

  /// What may come directly after this status.
  public Set<TaskStatus> next() {
    return switch (this) {
      case QUEUED -> EnumSet.of(ANALYZING, CANCELLED);
      case ANALYZING -> EnumSet.of(PLANNING, FAILED, CANCELLED);
      case PLANNING -> EnumSet.of(EXECUTING, FAILED, CANCELLED);
      case EXECUTING -> EnumSet.of(VERIFYING, PLANNING, FAILED, CANCELLED);
      case VERIFYING ->
          EnumSet.of(LEARNING, EXECUTING, APPROVED, PENDING_APPROVAL, FAILED, CANCELLED);
      case LEARNING -> EnumSet.of(PENDING_APPROVAL, APPROVED, COMPLETED);
      case PENDING_APPROVAL -> EnumSet.of(APPROVED, REJECTED, EXECUTING, VERIFYING, CANCELLED);
      case APPROVED -> EnumSet.of(COMPLETED, VERIFYING, DEPLOYMENT_FAILED, ROLLING_BACK);
      case COMPLETED -> EnumSet.of(ROLLING_BACK);
      case REJECTED -> EnumSet.of(ROLLED_BACK);
      case DEPLOYMENT_FAILED -> EnumSet.of(APPROVED, ROLLING_BACK);
      case ROLLING_BACK -> EnumSet.of(ROLLED_BACK, COMPLETED, ROLLBACK_FAILED);
      case ROLLBACK_FAILED -> EnumSet.of(ROLLING_BACK);
      case FAILED, CANCELLED, ROLLED_BACK -> EnumSet.noneOf(TaskStatus.class);
    };
  }

  /// The stage that begins with this status, if it is told; deploying tells itself.
  Optional<String> stage() {
    return switch (this) {
      case ANALYZING -> Optional.of("analyze");
      case PLANNING -> Optional.of("plan");
      case EXECUTING -> Optional.of("execute");
      case VERIFYING -> Optional.of("verify");
      case LEARNING -> Optional.of("learn");
      case ROLLING_BACK -> Optional.of("rollback");
      case QUEUED,
          PENDING_APPROVAL,
          APPROVED,
          COMPLETED,
          REJECTED,
          DEPLOYMENT_FAILED,
          ROLLBACK_FAILED,
          FAILED,
          CANCELLED,
          ROLLED_BACK ->
          Optional.empty();
    };
  }

  public boolean canBecome(TaskStatus status) {
    return next().contains(status);
  }

  public boolean terminal() {
    return TERMINAL.contains(this);
  }

  /// Nothing can follow.
  public boolean over() {
    return next().isEmpty();
  }

  public boolean needsWorker() {
    return WORK.contains(this);
  }

  /// Between claim and verdict: what a person would call running.
  public boolean running() {
    return switch (this) {
      case ANALYZING, PLANNING, EXECUTING, VERIFYING, LEARNING -> true;
      case QUEUED,
          PENDING_APPROVAL,
          APPROVED,
          COMPLETED,
          REJECTED,
          DEPLOYMENT_FAILED,
          ROLLING_BACK,
          ROLLBACK_FAILED,
          FAILED,
          CANCELLED,
          ROLLED_BACK ->
          false;
    };
  }

  /// Percent done on entering this status; finished steps add to it while executing.
  public Optional<Integer> progress() {
    return switch (this) {
      case QUEUED, FAILED -> Optional.of(0);
      case ANALYZING -> Optional.of(10);
      case PLANNING -> Optional.of(25);
      case EXECUTING -> Optional.of(40);
      case VERIFYING -> Optional.of(85);
      case LEARNING -> Optional.of(95);
      case PENDING_APPROVAL,
          APPROVED,
          COMPLETED,
          REJECTED,
          DEPLOYMENT_FAILED,
          ROLLING_BACK,
          ROLLBACK_FAILED ->
          Optional.of(100);
      case CANCELLED, ROLLED_BACK -> Optional.empty();
    };
  }

  /// The name on the wire and in the database, such as `pending_approval`.
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public static Optional<TaskStatus> parse(String wire) {
    for (var status : values()) {
      if (status.wire().equals(wire)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
