package dev.journeyman.cli.connection;

/// How the program ends. Scripts rely on the numbers.
public enum ExitCode {
  OK(0),
  /// The task failed, or what was asked for did not work.
  FAILED(1),
  USAGE(2),
  /// The task waits for approval.
  WAITS(3),
  /// No token, a bad one, or one without the admin role.
  UNAUTHORIZED(4),
  /// The task was rejected, cancelled or rolled back.
  TAKEN_BACK(5),
  /// The service does not answer.
  UNREACHABLE(6),
  TIMED_OUT(124),
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
