package dev.journeyman.model;

/// One attempt at a reply failed. Nothing of it is kept.
final class FailedAttempt extends Exception {

  private final transient Failure failure;

  FailedAttempt(Failure failure) {
    super(failure.reason(), failure.cause());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
