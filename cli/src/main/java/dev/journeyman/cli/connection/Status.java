package dev.journeyman.cli.connection;

import java.util.Locale;

/// Where a task stands, and what people call it.
public enum Status {
  QUEUED("Queued"),
  ANALYZING("Analyzing"),
  PLANNING("Planning"),
  EXECUTING("Working"),
  VERIFYING("Verifying"),
  LEARNING("Learning"),
  PENDING_APPROVAL("Needs approval"),
  APPROVED("Landing"),
  COMPLETED("Landed"),
  REJECTED("Rejected"),
  DEPLOYMENT_FAILED("Landing failed"),
  ROLLING_BACK("Rolling back"),
  ROLLBACK_FAILED("Rollback failed"),
  FAILED("Failed"),
  CANCELLED("Cancelled"),
  ROLLED_BACK("Rolled back"),
  /// One that a newer service knows.
  UNKNOWN("In a state that this client does not know");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// The name on the wire, such as `pending_approval`.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Status parse(String wire) {
    for (var status : values()) {
      if (status.wire().equals(wire)) {
        return status;
      }
    }
    return UNKNOWN;
  }

  /// After these, streams end.
  public boolean ended() {
    return switch (this) {
      case COMPLETED, FAILED, ROLLED_BACK, CANCELLED, DEPLOYMENT_FAILED, ROLLBACK_FAILED -> true;
      case QUEUED,
          ANALYZING,
          PLANNING,
          EXECUTING,
          VERIFYING,
          LEARNING,
          PENDING_APPROVAL,
          APPROVED,
          REJECTED,
          ROLLING_BACK,
          UNKNOWN ->
          false;
    };
  }
}
