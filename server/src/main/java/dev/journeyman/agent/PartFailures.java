package dev.journeyman.agent;

import dev.journeyman.task.Failure;
import dev.journeyman.task.Failure.Category;

/// How a part of a job can end without a result.
final class PartFailures {

  private PartFailures() {}

  static PartFailedException tooManyTurns(Part part) {
    return new PartFailedException(
        new Failure(
            "%d turns were not enough for %s".formatted(part.maxTurns(), part.name()),
            Category.BUDGET,
            "Split the task into smaller ones, or say more plainly what is to be done",
            true));
  }

  static PartFailedException refused(String category, String explanation) {
    return new PartFailedException(
        new Failure(
            "The model refused the task (%s): %s".formatted(category, explanation),
            Category.MODEL,
            "Word the task differently, or choose another model",
            false));
  }

  static PartFailedException full(String reason) {
    return new PartFailedException(
        new Failure(
            "The conversation no longer fits into the model's context, and it could not be"
                + " summarised: "
                + reason,
            Category.MODEL,
            "Split the task into smaller ones",
            false));
  }
}
