package dev.journeyman.pipeline;

/// A step's check failed too often; a new plan may help.
final class StepNotDoneException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StepNotDoneException(String message) {
    super(message);
  }
}
