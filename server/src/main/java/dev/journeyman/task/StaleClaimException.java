package dev.journeyman.task;

/// The worker that writes no longer holds the task: it was cancelled, paused, or claimed by another
/// worker. Nothing was written, and the worker has to stop.
public final class StaleClaimException extends RuntimeException {

  public StaleClaimException(Claim claim) {
    super("Task %s is no longer held with epoch %d".formatted(claim.task(), claim.epoch()));
  }
}
