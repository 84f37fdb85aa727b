package dev.journeyman.task;

/// Why a task failed.
///
/// @param message what happened, in a sentence or two
/// @param remedy what a person can do
public record Failure(String message, Category category, String remedy, boolean retryable) {

  /// Whose fault it is, roughly.
  public enum Category {
    REPOSITORY,
    MODEL,
    BUDGET,
    TIMEOUT,
    SANDBOX,
    PLAN,
    VERIFICATION,
    CONFLICT,
    DEPLOYMENT,
    ROLLBACK,
    INTERNAL
  }
}
